from __future__ import annotations

import errno

import pytest

from evalkit.core.trouble import reason


@pytest.mark.parametrize(
    "number",
    [errno.EACCES, errno.EROFS, errno.ENOTDIR, errno.EISDIR, errno.ENOENT, errno.ENAMETOOLONG, errno.ENOSPC],
)
def test_a_fault_of_the_disk_is_not_told_in_the_words_of_the_system(number):
    assert "the words" not in str(reason(OSError(number, "the words")))


def test_a_fault_that_nobody_foresaw_keeps_them():
    assert "le système dit\u00a0: Oops" == str(reason(OSError(99999, "Oops")))
