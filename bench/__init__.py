"""Synthetic reports, and the measurements that run on them."""
