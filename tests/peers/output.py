"""Prints values as the AWS CLI does, and compares with how codepipeline-fail printed them.

The argument is a file of JSON: for each case the format, whether it is coloured, the value, and what was printed, or
nothing where it was refused.
"""

import argparse
import io
import json

from awscli import table
from awscli.formatter import get_formatter
from ruamel.yaml import YAML

from comparison import Comparison


# It would wrap the standard output anew for each table.
table.colorama.init = lambda **_: None


def yaml(value, stream):
    if value is None or isinstance(value, (bool, int, float, str)):
        stream.write(json.dumps(value, ensure_ascii=False) + "\n")
        return
    dumper = YAML(typ="safe", pure=True)
    dumper.encoding = None
    dumper.representer.default_flow_style = False
    dumper.dump(value, stream)


def printed(format, color, value):
    stream = io.StringIO()
    try:
        if format == "yaml":
            if value != {}:
                yaml(value, stream)
        elif format == "yaml-stream":
            if value != {}:
                yaml([value], stream)
        else:
            # The answer itself is empty: what is printed is what a query makes of it.
            query = argparse.Namespace(search=lambda _: value)
            arguments = argparse.Namespace(query=query, color=color, output=format)
            get_formatter(format, arguments)("PutJobFailureResult", {}, stream)
    except (AttributeError, LookupError, TypeError, ValueError):
        return None
    return stream.getvalue()


comparison = Comparison()
for format, is_coloured, value, ours in comparison.cases:
    theirs = printed(format, "on" if is_coloured else "off", value)
    # Where the original breaks down, anything is better.
    if theirs is not None:
        comparison.expect_same(f"{format} {value!r}", ours, theirs)
comparison.end("values", "printed")
