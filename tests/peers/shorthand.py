"""Reads texts in shorthand by the AWS CLI's own parser, and compares with what codepipeline-fail made of them.

The argument is a file of JSON: for each text, what was read, or why it was refused.
"""

from awscli.shorthand import ShorthandParseError, ShorthandParser

from comparison import Comparison


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


comparison = Comparison()
accepted = 0
for case in comparison.cases:
    theirs = read(case["text"])
    ours = {key: case[key] for key in ("value", "error") if key in case}
    accepted += "value" in theirs
    comparison.expect_same(repr(case["text"]), ours, theirs)
comparison.expect_share(accepted, 1 / 5, 4 / 5)
comparison.end("texts", "read")
