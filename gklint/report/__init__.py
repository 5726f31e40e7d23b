"""What a report is: its AST, its forms, its tables, the facts that it states."""
