"""Command line of the model: see README.md."""
import argparse
import sys

sys.dont_write_bytecode = True

from model import Model  # noqa: E402
from profiles import BEST, CHANGES, PROFILES, VARIANT_RUNS  # noqa: E402
from report import Report  # noqa: E402
from rules import PROTOCOL, RULES, VARIANTS  # noqa: E402


def rule_set(text):
    """`best`, `plain`, and changes to it: `best,-park` or `plain,dups`"""
    head, *rest = text.split(',')
    chosen = set(BEST if head == 'best' else PROTOCOL)
    for x in rest:
        if x.lstrip('-') not in {**RULES, **VARIANTS}:
            sys.exit(f'Unknown rule: {x}')
        chosen = chosen - {x[1:]} if x.startswith('-') else chosen | {x}
    return frozenset(chosen)


def arguments():
    p = argparse.ArgumentParser(prog='python3 test/model', description='Plays the creation protocol in small worlds.')
    p.add_argument('--quick', action='store_true', help='one fault instead of two')
    p.add_argument('--deep', action='store_true', help='three faults, then three commands, five minutes at most for each')
    p.add_argument('--variants', action='store_true', help='each rule removed or replaced')
    p.add_argument('--rules', default='best', help='best or plain, then changes: best,-park')
    p.add_argument('--profile', choices=list(PROFILES), action='append', help='only this profile')
    p.add_argument('--trace', help='prints the shortest traces of the findings that begin with this text')
    p.add_argument('--write', help='file for the figures, as a Markdown table')
    return p.parse_args()


def main():
    a = arguments()
    out = Report(a.trace)
    chosen = a.profile or list(PROFILES)
    depths = [dict(faults=3), dict(cmds=3)] if a.deep else [dict(faults=1) if a.quick else {}]
    for depth in depths:
        for name in chosen:
            words, kw = PROFILES[name]
            out.add(a.rules, name, Model(rule_set(a.rules), **{**kw, **depth}).run(), depth)
    failed = out.failed
    for rules, names in VARIANT_RUNS if a.variants else ():
        for name in names:
            out.add(rules, name, Model(rule_set(rules), **PROFILES[name][1]).run(), {})
    if a.write:
        out.write(a.write)
    sys.exit(1 if failed else 0)


main()
