"""Reads texts in shorthand by the AWS CLI's own parser, and compares with what codepipeline-fail made of them.

The argument is a file of JSON: for each text, what was read, or why it was refused.
"""

import json
import sys

from awscli.shorthand import ShorthandParseError, ShorthandParser


def read(text):
    try:
        return {"value": ShorthandParser().parse(text)}
    except ShorthandParseError as error:
        # Some versions of the original do not show the place in the message itself.
        place = error._error_location()
        if hasattr(error, "expected"):
            words = f"Expected: '{error.expected}', received: '{error.actual}' for input:\n"
            return {"error": words + place}
        words = f'Second instance of key "{error.key}" encountered for input:\n'
        advice = 'This is often because there is a preceding "," instead of a space.'
        return {"error": f"{words}{place}\n{advice}"}


with open(sys.argv[1], encoding="utf-8") as file:
    cases = json.load(file)

differences = 0
accepted = 0
for case in cases:
    theirs = read(case["text"])
    ours = {key: case[key] for key in ("value", "error") if key in case}
    accepted += "value" in theirs
    # As text, because the order of members counts.
    if json.dumps(theirs) != json.dumps(ours):
        differences += 1
        print(f"{case['text']!r}\n    ours:   {ours}\n    theirs: {theirs}")

if differences:
    sys.exit(f"{differences} of {len(cases)} texts are read in another way")
if not len(cases) // 5 < accepted < len(cases) * 4 // 5:
    sys.exit(f"only {accepted} of {len(cases)} texts are shorthand, or too many: the comparison is worth little")
print(f"{len(cases)} texts were read alike")
