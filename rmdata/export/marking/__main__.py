"""``python -m rmdata.export``: a workbook in, the same workbook with its errors marked out."""

import sys

from rmdata.export.marking.in_sandbox import answer

if __name__ == "__main__":
    sys.exit(answer(sys.stdin.buffer, sys.stdout.buffer))
