"""Reads a JUnit report of ctest. Prints "passed failed skipped"; names the skipped tests on stderr.

usage: ctest_report.py REPORT PRESET
"""

import re
import sys
import xml.etree.ElementTree as ElementTree


def reason(case):
    output = case.findtext("system-out") or ""
    found = re.search(r"SKIPPED:? +(.*)|skipped '(.*)'|Skipped\n(.*)", output)
    return next(g for g in found.groups() if g is not None) if found else "see the test's output"


def was_skipped(case):
    """A test whose program was never built is "notrun" too, but that is a failure."""
    skipped = case.find("skipped")
    return case.get("status") == "disabled" or (skipped is not None and skipped.get("message", "").startswith("SKIP_"))


def main():
    report, preset = sys.argv[1:]
    passed = failed = skipped = 0
    for case in ElementTree.parse(report).getroot().iter("testcase"):
        if case.get("status") == "run":
            passed += 1
        elif was_skipped(case):
            skipped += 1
            print(f"SKIPPED {preset} {case.get('name')}: {reason(case)}", file=sys.stderr)
        else:
            failed += 1
    print(passed, failed, skipped)


if __name__ == "__main__":
    main()
