"""What the cloud, the user and the faults do."""
from world import (S2, UNKNOWN, W1, W4, W5, Img, Slot, bad, gone, img, kill_img, named, names, proc_of, setp,
                   setr, tag)


class Outside:
    """mixed into Model"""

    def uncommitted(self, w, p):
        """handed-over images that no state holds yet with this nonce"""
        return [i for i, mk, _, n in p.handed if w.imgs[i].mk == mk and not any(e.img == i and e.n == n for e in w.st)]

    def strays(self, w, s):
        """unfinished images of a state that no entry names"""
        return [i for i, g in enumerate(w.imgs) if g.mk and g.mk[0] == 'c' and g.by == s and not named(w, i)]

    def succ(self, w):
        for r in w.runs:
            yield from self.engine(w, r)
        for p in w.procs:
            yield from self.prov(w, p)
        yield from self.cloud(w)
        if w.faults:
            yield from self.kills(w)
        if w.cmds:
            yield from self.commands_of(w)
        if not w.runs and not w.procs and w.cmds:
            if w.edits:
                yield from self.edits_of(w)
            if w.faults and self.on('restore') and w.bak is not None and w.bak != w.st:
                yield 'user: restores the state from before the last run', self.restore(w), 1

    def cloud(self, w):
        for i, g in enumerate(w.imgs):
            if g.st == 'q':
                yield f'cloud: job of image {i} succeeds', img(w, i, st='a'), 0
                if w.faults and self.on('job'):
                    yield f'cloud: job of image {i} fails, killed image stays', img(w, i, st='k'), 1
            if g.st != 'x' and not g.vis:
                yield f'cloud: image {i} appears in lists', img(w, i, vis=True), 0
            if g.st == 'a' and w.faults and self.on('outside') and not w.runs and not w.procs:
                yield f'user: deletes image {i} outside', kill_img(w, i), 1
        if w.late and len(w.imgs) < self.most:
            tok, n, s, rep, ca = w.late[0]
            g = Img(('c',) + tok + (n,), 'q', True, s, ca, rep, False)
            yield f'cloud: late POST makes image {len(w.imgs)}', w._replace(late=w.late[1:], imgs=w.imgs + (g,)), 0

    def kills(self, w):
        for r in w.runs:
            p = proc_of(w, r.rid)
            if p is None or r.ph in ('end', 'fail') and not p.ops:
                if p is None or not p.handed:
                    continue
            no_run = w._replace(runs=tuple(q for q in w.runs if q.rid != r.rid))
            w1 = lambda x: self.window(x, p)
            if self.on('killCLI'):
                x = setp(no_run, p, link=None)
                yield 'SIGKILL of the CLI', w1(x) if p.cancel == 2 else x, 1
            if self.on('killProv'):
                yield 'SIGKILL of the provider', w1(gone(w, p)), 1
            if self.on('killBoth'):
                yield 'SIGKILL of both', w1(gone(no_run, p)), 1
            if self.on('ctrlC') and not r.stop and r.ph not in ('end', 'fail'):
                open_ = any(o.res is None for o in p.ops)
                yield 'Ctrl-C', setr(setp(w, p, cancel=1 if open_ else 2), r, stop=True), 1
        for p in w.procs:
            if p.link is None and self.on('killProv'):
                yield 'SIGKILL of the orphaned provider', self.window(gone(w, p), p), 1

    def window(self, w, p):
        for i in self.uncommitted(w, p):
            w = tag(w, i, W1)
        return w

    # ----------------------------------------------------------------------------------------------------------------- user
    def commands_of(self, w):
        for s in range(self.states):
            if s and w.cmds == self.cmds and self.alike:                   # the two states are alike: the first command is of state 0
                continue
            if any(r.s == s for r in w.runs) or any(p.s == s for p in w.procs):
                continue
            w0 = w._replace(cmds=w.cmds - 1, bak=w.st if self.on('restore') and self.faults else None)
            for cmd in self.commands:
                if cmd != 'up' and not any(e.s == s for e in w.st):
                    continue
                for sid in self.sids[s]:
                    word = f'user: {cmd}' + (f' on state {s}' if self.states > 1 else '')
                    yield word + (' (identity unknown)' if sid == UNKNOWN else ''), self.start(w0, s, cmd, sid), 0

    def edits_of(self, w):
        w0 = w._replace(edits=w.edits - 1)
        for s in range(self.states):
            slots, par = w.prog[s]
            for k, x in enumerate(slots):
                new = []
                if 'v' in self.edits:
                    new.append(('changes immutable inputs', x._replace(v=1 - x.v)))
                if 'keep' in self.edits:
                    new.append(('changes retainOnDelete', x._replace(keep=not x.keep)))
                for label, y in new:
                    w1 = self.put_prog(w0, s, slots[:k] + (y,) + slots[k + 1:], par)
                    yield f'user: {label}', self.edited(w1, s) if x.v != y.v else w1, 0
            if 'rename' in self.edits:
                yield from self.renames(w0, s)

    def put_prog(self, w, s, slots, par):
        return w._replace(prog=w.prog[:s] + ((slots, par),) + w.prog[s + 1:])

    def edited(self, w, s):
        """W4: unfinished images of a killed create wait, or a killed run has left a stored image unfinished"""
        for i, g in enumerate(w.imgs):
            if g.by == s and g.mk and g.mk[0] == 'c' and (not named(w, i) or g.ca & S2):
                w = tag(w, i, W4)
        return w._replace(late=tuple(x[:4] + (x[4] | W4,) if x[2] == s else x for x in w.late))

    def renames(self, w, s):
        """`pulumi state rename a b` or an alias; after the former, and later after the latter, a new a may be declared"""
        slots, _ = w.prog[s]
        urns = {x.urn: x for x in slots}
        mine = [e for e in w.st if e.s == s and e.urn == 0]
        if set(urns) == {0}:
            b, a = urns[0]._replace(urn=1), urns[0]
            w1 = self.edited(w, s)
            yield 'user: renames a to b with an alias', self.put_prog(w1, s, (b._replace(alias=0),), False), 0
            if len(mine) == 1 and not mine[0].dele:
                x = w1._replace(st=tuple(e._replace(urn=1) if e == mine[0] else e for e in w1.st))
                yield 'user: pulumi state rename a b', self.put_prog(x, s, (b,), False), 0
                for slots, par, word in self.both(a, b):
                    yield f'user: pulumi state rename a b, declares a new a, {word}', self.put_prog(x, s, slots, par), 0
        elif set(urns) == {1} and not mine:
            b = urns[1]._replace(alias=None)
            for slots, par, word in self.both(b._replace(urn=0), b):
                yield f'user: declares a new a, {word}', self.put_prog(w, s, slots, par), 0

    @staticmethod
    def both(a, b):
        return ((a, b), False, 'a first'), ((b, a), False, 'b first'), ((a, b), True, 'in parallel')

    def restore(self, w):
        """W5 on every image and entry that the restored state has otherwise than the present one"""
        old, new = set(w.bak), set(w.st)
        for e in old ^ new:
            for i in range(len(w.imgs)):
                if names(w, e, i):
                    w = tag(w, i, W5)
        return w._replace(st=tuple(e._replace(ca=e.ca | W5) if e not in new else e for e in w.bak), bak=None)


