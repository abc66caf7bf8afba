"""Reads files of configuration as the AWS CLI does, and compares with what codepipeline-fail made of them.

The argument is a file of JSON: for each case the two files, a profile, and what was found: the settings of the profile, or
how it failed.
"""

import os
import sys
import tempfile

from botocore.configloader import load_config, raw_config_parse
from botocore.exceptions import ConfigParseError

from comparison import Comparison

NAMES = ["region", "output", "s3", "other name"]


def found(config, credentials, profile):
    try:
        in_config = load_config(config)["profiles"].get(profile)
        in_credentials = raw_config_parse(credentials).get(profile)
    except ConfigParseError:
        return "no configuration"
    if in_config is None and in_credentials is None:
        return "no profile"
    settings = {**(in_config or {}), **(in_credentials or {})}
    # Ours keeps settings of settings as they are written, until somebody asks for them.
    texts = {name: "<settings>" if isinstance(value, dict) else value for name, value in settings.items()}
    return {name: texts.get(name) for name in sorted(NAMES)}


comparison = Comparison()
outcomes = set()
with tempfile.TemporaryDirectory() as folder:
    paths = [os.path.join(folder, name) for name in ("config", "credentials")]
    for config, credentials, profile, ours in comparison.cases:
        for path, content in zip(paths, (config, credentials)):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(content)
        theirs = found(*paths, profile)
        outcomes.add(theirs if isinstance(theirs, str) else "settings")
        comparison.expect_same(f"{config!r} {credentials!r} {profile!r}", ours, theirs)
if len(outcomes) != 3:
    sys.exit(f"there is nothing but {outcomes}: the comparison is worth little")
comparison.end("files", "read")
