"""Reads files of configuration as the AWS CLI does, and compares with what codepipeline-fail made of them.

The argument is a file of JSON: for each case the two files, a profile, and what was found: the settings of the profile, or
how it failed.
"""

import json
import os
import sys
import tempfile

from botocore.configloader import load_config, raw_config_parse
from botocore.exceptions import ConfigParseError

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
    return {name: texts.get(name) for name in NAMES}


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    cases = json.load(file)

differences = 0
outcomes = set()
with tempfile.TemporaryDirectory() as folder:
    paths = [os.path.join(folder, name) for name in ("config", "credentials")]
    for config, credentials, profile, ours in cases:
        for path, content in zip(paths, (config, credentials)):
            with open(path, "w", encoding="utf-8", newline="") as file:
                file.write(content)
        theirs = found(*paths, profile)
        outcomes.add(theirs if isinstance(theirs, str) else "settings")
        if theirs != ours:
            differences += 1
            if differences <= 20:
                print(f"{config!r} {credentials!r} {profile!r}\n    ours:   {ours}\n    theirs: {theirs}")

if differences:
    sys.exit(f"{differences} of {len(cases)} files are read in another way")
if len(outcomes) != 3:
    sys.exit(f"there is nothing but {outcomes}: the comparison is worth little")
print(f"{len(cases)} files were read alike")
