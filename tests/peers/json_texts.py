"""Reads JSON by Python, as the AWS CLI does, and compares with what codepipeline-fail made of it.

The argument is a file of JSON: for each text a list of it and of its value, or of it alone where it was refused.
"""

import json
import math

from comparison import Comparison


# What no operation takes, codepipeline-fail refuses here: numbers that are none, or have hundreds of digits, and halves of
# characters.
def refuse(name):
    raise ValueError(name)


def float_of(digits):
    number = float(digits)
    return refuse(digits) if math.isinf(number) else number


def integer_of(digits):
    float_of(digits)
    return int(digits)


def whole(value):
    json.dumps(value, ensure_ascii=False).encode()
    return value


def read(text):
    hooks = {"parse_constant": refuse, "parse_float": float_of, "parse_int": integer_of}
    try:
        return [whole(json.loads(text, object_pairs_hook=lambda pairs: dict(whole(pairs)), **hooks))]
    except ValueError:
        return []


comparison = Comparison()
accepted = 0
for text, *ours in comparison.cases:
    theirs = read(text)
    accepted += len(theirs)
    comparison.expect_same(repr(text), ours, theirs)
comparison.expect_share(accepted, 1 / 5, 9 / 10)
comparison.end("texts", "read")
