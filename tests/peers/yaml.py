"""Reads texts in YAML by ruamel.yaml, as the AWS CLI does, and compares with what codepipeline-fail made of them.

The argument is a file of JSON: for each text, what was read as Python shows it, or nothing where it was refused.
"""

import datetime
import warnings

from ruamel.yaml import YAML

from comparison import Comparison

warnings.simplefilter("ignore")


class Date:
    def __repr__(self):
        return "<date>"


def plain(value):
    """The value with all dates alike. What no option can have, such as a name that is no text, is an error."""
    if isinstance(value, dict) and type(value) is dict:
        if not all(isinstance(name, str) for name in value):
            raise ValueError("a name is no text")
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return Date()
    if value is None or isinstance(value, (bool, int, float, str, bytes)):
        return value
    raise ValueError("this is nothing that an option can have")


def read(text):
    try:
        return repr(plain(YAML(typ="safe", pure=True).load(text)))
    except RecursionError:
        return None
    except Exception:
        return None


comparison = Comparison()
accepted = 0
for text, ours in comparison.cases:
    theirs = read(text)
    accepted += theirs is not None
    comparison.expect_same(repr(text), ours, theirs)
comparison.expect_share(accepted, 1 / 5, 19 / 20)
comparison.end("texts", "read")
