"""The model and its search, breadth first: the first trace of each finding is a shortest one."""
import time
from collections import Counter, deque

from engine import Engine
from entries import Entries
from judge import Judge
from outside import Outside
from provider import Provider
from world import Slot, World, cause_text


# these need no cause: they say where a user has to look, and nothing is lost
SOFT = ('S3', 'S6', 'S7', 'S4 the create of a replacement removes the unfinished')


class Model(Provider, Entries, Engine, Outside, Judge):
    def __init__(self, features, *, cmds=2, edit_steps=0, faults=2, edits=(), kinds=None, states=1, sids=None, keep=False,
                 commands=('up', 'refresh', 'destroy'), most=4, limit=2_000_000, seconds=280):
        self.f, self.cmds, self.edit_steps, self.faults = frozenset(features), cmds, edit_steps, faults
        self.edits, self.kinds, self.states, self.keep = edits, kinds, states, keep
        self.sids = sids or tuple((s,) for s in range(states))
        self.alike = states == 2 and len({tuple(x == 2 for x in ids) for ids in self.sids}) == 1
        self.commands, self.most, self.limit, self.seconds = commands, most, limit, seconds
        self.memo, self.found, self.count, self.worlds, self.cut = {}, {}, Counter(), 0, ''

    def on(self, kind):
        return self.kinds is None or kind in self.kinds

    def first(self):
        prog = tuple(((Slot(0, 0, self.keep, None),), False) for _ in range(self.states))
        return World((), (), (), None, prog, (), (), frozenset(), self.cmds, self.edit_steps, self.faults)

    def run(self, stop_at=None):
        start, w0 = time.time(), self.first()
        par, todo = {w0: None}, deque([w0])
        while todo:
            w = todo.popleft()
            self.worlds += 1
            if not w.runs and not w.procs:
                for (text, mask), log in self.judge(w).items():
                    self.note(text, mask, w, par, log)
            for label, w1, cost in self.succ(w):
                if cost > w.faults:
                    continue
                if cost:
                    w1 = w1._replace(faults=w.faults - cost)
                if '!' in label:
                    for x in label.split(' !')[1:]:
                        text, mask = x.split('#')
                        self.note(text, int(mask), w, par, (label,))
                if w1 not in par:
                    par[w1] = (w, label)
                    todo.append(w1)
            if self.worlds >= self.limit or self.worlds % 4096 == 0 and time.time() - start > self.seconds:
                self.cut = f'CUT after {self.worlds} worlds, {len(todo)} waiting'
                break
        self.time = time.time() - start
        return self

    def note(self, text, mask, w, par, log):
        key = (text, mask)
        self.count[key] += 1
        if key not in self.found:
            trace, x = [], w
            while par[x] is not None:
                x, label = par[x]
                trace.append(label)
            self.found[key] = trace[::-1] + ['-- then, without faults:' if len(log) > 1 else '--'] + list(log)

    def minimal(self):
        """findings with their smallest sets of causes"""
        ks = list(self.count)
        return sorted(k for k in ks if not any(j[0] == k[0] and j[1] != k[1] and j[1] & k[1] == j[1] for j in ks))

    def outside(self):
        """findings without a cause, soft ones (S...) left out"""
        return [k for k in self.minimal() if k[1] == 0 and not k[0].startswith(SOFT)]

    def show(self, traces=False, only=None):
        for k in self.minimal():
            if only and not k[0].startswith(only):
                continue
            print(f'   {k[0]:<78} {cause_text(k[1]):<12} {self.count[k]:>6} worlds, trace {len(self.found[k])}')
            for x in self.found[k] if traces else ():
                print('         ', x)
