"""The small worlds in which the rules are played, and the named sets of rules."""
from rules import PROTOCOL
from world import UNKNOWN

ALL = ('up', 'upR', 'upD', 'refresh', 'destroy')
# two states: without acts of the user on the image or the state file, which `single` plays
TWO_STATES = dict(states=2, commands=('up', 'destroy'), kinds=(
    'lag', 'post', 'late', 'deadline', 'job', 'killCLI', 'killProv', 'killBoth', 'ctrlC'))
PROFILES = {
    'single': ('one resource; inputs and retainOnDelete change', dict(edit_steps=1, edits=('v', 'keep'), commands=ALL)),
    'unknown': ('one resource; the identity of the state is known in some runs only', dict(
        commands=('up', 'upR', 'destroy'), sids=((0, UNKNOWN),))),
    'rename': ('two resources after a rename; dependencies in both directions and none', dict(
        edit_steps=1, edits=('rename',), commands=('up', 'upR', 'refresh', 'destroy'))),
    'kept': ('one resource with retainOnDelete', dict(
        edit_steps=1, edits=('v', 'keep'), keep=True, commands=('up', 'upR', 'upD', 'destroy'))),
    'states': ('two states with one URN, identities known', TWO_STATES),
    'half': ('two states with one URN, one identity unknown', dict(TWO_STATES, sids=((0,), (UNKNOWN,)))),
    'none': ('two states with one URN, both identities unknown', dict(TWO_STATES, sids=((UNKNOWN,), (UNKNOWN,)))),
}
CHANGES = ('park', 'takendiff', 'mutex', 'dups', 'claimk', 'keepfail', 'failsilent', 'jobfirst', 'inhand', 'partcheck', 'deldup')
BEST = PROTOCOL | set(CHANGES)
TWO = ('single', 'rename')
VARIANT_RUNS = [(f'plain{x}', TWO) for x in ('', ',-young', ',remark', ',-anyc', ',park', ',dups', ',takendiff', ',park,dups,mutex')]
VARIANT_RUNS += [(f'best,-{x}', TWO) for x in ('park', 'dups', 'mutex', 'letgo', 'known', 'exact2', 'anyc', 'watch', 'young')]
VARIANT_RUNS += [('best,remark', TWO), ('best,strict', ('unknown', 'half', 'none'))]
