"""What every comparison with a peer does: it takes cases from the file of JSON that is its argument, and tells what differs."""

import json
import sys

# Of more, the first are enough to see what is wrong.
MOST_SHOWN = 20


class Comparison:
    def __init__(self):
        with open(sys.argv[1], encoding="utf-8", newline="") as file:
            self.cases = json.load(file)
        self.differences = 0

    def expect_same(self, case, ours, theirs):
        """Compares as text, because the order of members counts, and whether a number has a fraction."""
        if json.dumps(theirs) != json.dumps(ours):
            self.differences += 1
            if self.differences <= MOST_SHOWN:
                print(f"{case}\n    ours:   {ours!r}\n    theirs: {theirs!r}")

    def expect_share(self, accepted, least, most):
        """Expects that the peer accepts some of the cases, and not all: else the comparison is worth little."""
        count = len(self.cases)
        if not count * least < accepted < count * most:
            sys.exit(f"{accepted} of {count} were accepted: the comparison is worth little")

    def end(self, what, done):
        count = len(self.cases)
        if self.differences:
            sys.exit(f"{self.differences} of {count} {what} are {done} in another way")
        print(f"{count} {what} were {done} alike")
