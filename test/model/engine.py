"""Steps of the deployment engine: one command at a time per state, registrations in order of the program, then deletes."""
from world import (S2, W4, W6, Op, Proc, Run, drop_op, fresh_nonce, gone, img, learn, live, named, names, proc_of, put_op, setp,
                   setr, tag)


class Engine:
    """mixed into Model"""

    def start(self, w, s, cmd, sid=None):
        if cmd not in ('upR', 'upD'):                                      # the killed replacement is not repeated
            for i, g in enumerate(w.imgs):
                if g.rep and g.by == s and g.mk and g.mk[0] == 'c' and not named(w, i):
                    w = tag(w, i, W4)
            w = w._replace(late=tuple(x[:4] + (x[4] | W4,) if x[2] == s and x[3] else x for x in w.late))
        rid = 1 + max([0] + [q.rid for q in w.runs] + [q.rid for q in w.procs])
        mem = tuple(e for e in w.st if e.s == s)
        if cmd == 'destroy':
            ph, todo = 'del', ()
        elif cmd == 'refresh':
            ph, todo = 'read', mem
        else:
            ph, todo = 'reg', w.prog[s][0]
        p = Proc(rid, s, s if sid is None else sid, True, (), (), 0, (), frozenset(), ())
        r = Run(rid, s, cmd, ph, todo, mem, False)
        w = w._replace(runs=w.runs + (r,), procs=w.procs + (p,))
        return self.advance(w, rid)

    def run_of(self, w, rid):
        return next((r for r in w.runs if r.rid == rid), None)

    def write(self, w, r, mem):
        """the run writes its view of its own state"""
        rest = tuple(e for e in w.st if e.s != r.s)
        return setr(w._replace(st=rest + mem if r.s else mem + rest), r, mem=mem)

    def advance(self, w, rid):
        """what the engine does without waiting for anything"""
        while True:
            r, p = self.run_of(w, rid), proc_of(w, rid)
            if r.ph not in ('reg', 'read', 'del') or p.ops:
                return w
            if r.stop:
                return setr(w, r, ph='fail')
            if r.ph == 'reg' and r.todo:
                if w.prog[r.s][1] and len(r.todo) > 1:
                    return w                                               # parallel: the order is free, see engine()
                w = self.register(w, r, r.todo[0])
            elif r.ph == 'read' and r.todo:
                e = r.todo[0]
                w = self.call(setr(w, r, todo=r.todo[1:]), r, 'read', e)
            elif r.ph == 'reg':
                w = setr(w, r, ph='del')
            elif r.ph == 'del':
                todo = self.to_delete(w, r)
                if not todo:
                    return setr(w, r, ph='end')
                if len(todo) > 1:
                    return w
                w = self.delete(w, r, todo[0])
            else:
                return setr(w, r, ph='end')

    def to_delete(self, w, r):
        urns = [x.urn for x in w.prog[r.s][0]]
        return [e for e in r.mem if r.cmd == 'destroy' or e.dele or e.urn not in urns]

    def delete(self, w, r, e):
        if not e.keep:
            return self.call(w, r, 'delete', e)
        w = self.write(w, r, tuple(x for x in r.mem if x != e))            # retainOnDelete: the provider is not called
        for i in range(len(w.imgs)):
            if w.imgs[i].st != 'x' and names(w, e, i) and not named(w, i):
                w = img(w, i, kept=True)
        return w

    def register(self, w, r, slot):
        """one resource of the program: diff, then the step that follows from it"""
        p, e = proc_of(w, r.rid), live(r.mem, r.s, slot.urn)
        w = setr(w, r, todo=tuple(x for x in r.todo if x != slot))
        if e is None and slot.alias is not None:
            e = live(r.mem, r.s, slot.alias)
        if e is None:
            return self.call(w, r, 'create', None, slot)
        mine = r.cmd in ('upR', 'upD') and slot == w.prog[r.s][0][0]
        taken = False
        if not (mine and r.cmd == 'upR'):                                  # --replace asks no diff
            taken = 'takendiff' in self.f and e.img is not None and any(k == e.img and n != e.n for k, n in p.known)
            if not taken and not ('failsilent' in self.f and e.ph == 'f'):
                w = setp(w, p, known=p.known if e.img is None else learn(p.known, e.img, e.n), kn=p.kn | {e.n})
        if mine or taken or slot.v != e.tok[2] or e.ph == 'f':
            return self.call(w, r, 'create', e, slot)
        if e.ph == 'p' or e.err or e.keep != slot.keep:
            return self.call(w, r, 'update', e, slot)
        if e.urn != slot.urn:
            r = self.run_of(w, r.rid)
            w = self.write(w, r, tuple(x._replace(urn=slot.urn) if x == e else x for x in r.mem))
        return w

    def call(self, w, r, verb, e, slot=None):
        p = proc_of(w, r.rid)
        urn = slot.urn if slot else e.urn
        keep = slot.keep if slot else e.keep
        if verb == 'create':
            o = Op(verb, urn, 'find', (urn, p.sid, slot.v), fresh_nonce(w), None, None, None, e, keep, None, 0, None)
        else:
            o = Op(verb, urn, 'start', e.tok, e.n, None, e.img, e, None, keep, e.job, 0, None)
        return put_op(w, p, o)

    # ------------------------------------------------------------------------------------------------------------ transitions
    def engine(self, w, r):
        """steps of one CLI run"""
        p = proc_of(w, r.rid)
        if r.ph in ('end', 'fail'):
            if p is None or not p.ops:
                w1 = w if p is None else gone(w, p)
                yield f'{r.cmd}: ends ({"ok" if r.ph == "end" else "failed"})', w1._replace(
                    runs=tuple(q for q in w1.runs if q.rid != r.rid)), 0
                return
        elif p is None:
            yield f'{r.cmd}: provider is gone, step failed', setr(w, r, ph='fail'), 0
            return
        for o in p.ops:
            if o.res is not None:
                yield from self.answer(w, r, p, o)
        if r.ph == 'reg' and not r.stop and w.prog[r.s][1]:
            for slot in r.todo:
                yield f'{r.cmd}: registers {"ab"[slot.urn]}', self.advance(self.register(w, r, slot), r.rid), 0
        if r.ph == 'del' and not p.ops and not r.stop:
            for e in self.to_delete(w, r):
                yield f'{r.cmd}: deletes an entry', self.advance(self.delete(w, r, e), r.rid), 0

    def answer(self, w, r, p, o):
        """the answer of one operation: the state is written"""
        res, mem, fail = o.res, r.mem, False
        w1 = drop_op(w, p, o)
        if o.verb in ('create', 'update') and res[0] in ('ok', 'part'):
            if o.verb == 'create':
                mem = tuple(x._replace(dele=True) if x == o.old else x for x in mem) + (res[1],)
            else:
                mem = tuple(res[1] if x == o.ent else x for x in mem)
            fail = res[0] == 'part'
        elif o.verb == 'read' and res[0] != 'err':
            mem = tuple(x for y in mem for x in ((() if res[0] == 'gone' else (res[1],)) if y == o.ent else (y,)))
        elif o.verb == 'delete' and res[0] == 'ok':
            mem, i = tuple(x for x in mem if x != o.ent), o.ent.img
            if i is not None and w1.imgs[i].ca & S2 and any(x.img == i and w1.imgs[i].mk[0] in 'ok' for x in mem):
                w1 = img(w1, i, ca=w1.imgs[i].ca & ~S2)                     # the takeover is complete
        else:
            fail = True
        lost = [e.img for e in r.mem if e not in mem and e.img is not None and w.imgs[e.img].st != 'x'
                and not any(x.img == e.img for x in mem) and e.img not in w.warned]
        w1 = self.write(w1, r, mem)
        text = ''.join(f' !I3 entry dropped, image left without a word#{w.imgs[i].ca}' for i in lost)
        if fail:
            w1 = setr(w1, self.run_of(w1, r.rid), ph='fail')
        yield f'{r.cmd}: writes state after {o.verb} ({res[0]}{": " + res[1] if res[0] == "err" else ""}){text}', self.advance(w1, r.rid), 0
