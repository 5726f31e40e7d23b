"""What the operating system's refusals mean, in sentences for the user."""

from __future__ import annotations

import errno

from gklint.messages import Words, worded


def why_unread(error: OSError | ValueError) -> Words:
    """Why a file cannot be read, and what to do."""
    if isinstance(error, ValueError):  # a path with a NUL byte
        return worded("路径中有不允许的字符；请检查路径")
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return worded("文件不存在；请检查路径是否写对")
        case errno.EISDIR:
            return worded("这是一个文件夹，不是文件；请写出其中文件的路径")
        case errno.EACCES | errno.EPERM:
            return worded("没有读取权限；请检查文件或文件夹的权限")
        case errno.ENAMETOOLONG:
            return worded("路径太长，系统不接受；请把文件移到较短的路径下")
        case errno.ELOOP:
            return worded("符号链接互相指向，找不到文件；请检查链接")
        case _:
            return worded("系统不能读取这个文件（{reason}）；请检查文件和磁盘", reason=error.strerror or str(error))


def why_stopped(error: OSError) -> Words:
    """Why something can be neither read nor written, and what to do."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return worded("没有权限；请检查文件或文件夹的权限")
    return why_unwritten(error)


def why_unwritten(error: OSError) -> Words:
    """Why nothing can be written, and what to do."""
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return worded("磁盘已满；请腾出空间后重新运行")
        case errno.EFBIG:
            return worded("文件超过系统允许的大小；请检查磁盘的限额")
        case errno.EROFS:
            return worded("磁盘是只读的；请换一个位置")
        case errno.EACCES | errno.EPERM:
            return worded("文件夹或文件不许写，或文件正被 Word 等程序打开")
        case errno.EISDIR:
            return worded("这是文件夹")
        case errno.ENOENT | errno.ENOTDIR:
            return worded("文件夹不存在，或文件已被移走；请检查路径")
        case _:
            return worded("系统报告：{reason}", reason=error.strerror or str(error))
