"""Reads JSON by Python, as the AWS CLI does, and compares with what codepipeline-fail made of it.

The argument is a file of JSON: for each text a list of it and of its value, or of it alone where it was refused.
"""

import json
import math
import sys


# What no operation takes, codepipeline-fail refuses here: numbers that are none, or too large, and halves of characters.
def refuse(name):
    raise ValueError(name)


def float_of(digits):
    number = float(digits)
    return refuse(digits) if math.isinf(number) else number


def integer_of(digits):
    # The same numbers, which codepipeline-fail keeps otherwise; no operation takes any of them.
    number = int(digits)
    return float(digits) if digits == "-0" or not -(2**63) <= number < 2**64 else number


def whole(value):
    json.dumps(value, ensure_ascii=False).encode()
    return value


def read(text):
    hooks = {"parse_constant": refuse, "parse_float": float_of, "parse_int": integer_of}
    try:
        return [whole(json.loads(text, object_pairs_hook=lambda pairs: dict(whole(pairs)), **hooks))]
    except ValueError:
        return []


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    cases = json.load(file)

differences = 0
accepted = 0
for text, *ours in cases:
    theirs = read(text)
    accepted += len(theirs)
    # As text, because the order of members counts, and whether a number has a fraction.
    if json.dumps(theirs) != json.dumps(ours):
        differences += 1
        print(f"{text!r}\n    ours:   {ours}\n    theirs: {theirs}")

if differences:
    sys.exit(f"{differences} of {len(cases)} texts are read in another way")
if not len(cases) // 5 < accepted < len(cases) * 9 // 10:
    sys.exit(f"only {accepted} of {len(cases)} texts are JSON, or too many: the comparison is worth little")
print(f"{len(cases)} texts were read alike")
