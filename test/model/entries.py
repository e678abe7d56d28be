"""Steps of a provider process for stored entries: update, read, delete, and the engine watch."""
from world import (S2, bad, drop_op, gone, img, kill_img, may_be_state, names, proc_of, setp)


class Entries:
    """mixed into Model beside Provider"""

    def locate(self, w, e):
        """image of an entry: its id, else the exact marker, else the job"""
        if e.img is not None:
            return w, e.img
        w, hit = self.exact(w, ('c',) + e.tok + (e.n,))
        if 'jobfirst' in self.f and len(hit) > 1 and e.job is not None:
            return w, e.job
        return w, hit[0] if hit else e.job

    @staticmethod
    def is_own(mk, e):
        return mk is None or mk[0] in 'ok' and mk[1:] == e.tok + (e.n,)

    def is_claim(self, mk, e):
        """own token, handed over with another nonce"""
        return (mk[0] == 'o' or mk[0] == 'k' and 'claimk' in self.f) and mk[1:4] == e.tok

    # --------------------------------------------------------------------------------------------------------------- update
    def do_update(self, w, p, o):
        if o.pc != 'start':
            yield from self.finish(w, p, o)
            return
        e = o.ent
        if e.img is not None and any(k == e.img and n != e.n for k, n in p.given):
            yield 'update: image was handed to another resource, partial failure', self.ret(
                w, p, o, ('part', self.entry(o, p, 'f', True))), 0
            return
        w, i = self.locate(w, e)
        if 'mutex' in self.f and any(x.img == i and x.pc == 'swap' and x.res is None and x.urn != o.urn for x in p.ops):
            return                                                         # waits for the other operation
        if i is None or w.imgs[i].st == 'x':
            res = ('part', self.entry(o, p, 'f', True)) if 'gonefail' in self.f else ('err', 'gone')
            yield 'update: image is gone', self.ret(w, p, o, res), 0
            return
        g, o = w.imgs[i], o._replace(img=i)
        mk = g.mk
        if mk is not None and mk[1:4] != e.tok or mk is not None and not (mk[0] in 'cp' or self.is_own(mk, e) or self.is_claim(mk, e)):
            yield 'update: image carries the marker of another resource', self.ret(w, p, o, ('err', 'foreign')), 0
        elif g.st == 'k':
            yield 'update: job failed', self.ret(w, p, o, ('part', self.entry(o, p, 'f', True))), 0
        elif self.is_own(mk, e) and e.ph == 'd':
            new = None if mk is None else ('k' if o.keep else 'o',) + mk[1:]
            if mk != new and p.link is None:
                return
            yield f'update: changes in place{"" if mk == new else f", image {i} to {new[0]}"}', self.ret(
                img(w, i, mk=new), p, o, ('ok', self.entry(o, p, 'd', False))), 0
        elif mk is None:
            yield 'update: nothing to finish', self.ret(w, p, o, ('ok', self.entry(o, p, 'd', False))), 0
        else:
            yield 'update: goes on with the unfinished image', self.to(w, p, o, 'wait', m=mk[4], tok=mk[1:4]), 0

    # ----------------------------------------------------------------------------------------------------------------- read
    def do_read(self, w, p, o):
        e = o.ent
        run = next((r for r in w.runs if r.rid == p.rid), None)
        if 'sweep' in self.f:
            known = [x for x in run.mem] if run else [e]
            w = self.say_unknown(w, (e.urn, e.tok[0]), p.sid, known)
        w, i = self.locate(w, e)
        if i is None or w.imgs[i].st == 'x':
            yield 'read: gone', self.ret(w, p, o, ('gone',)), 0
            return
        g = w.imgs[i]
        if g.st == 'k':
            ph = 'f'
        elif g.mk is not None and g.mk[1:4] != e.tok:
            ph = e.ph
        elif g.mk is not None and not self.is_own(g.mk, e):
            ph = 'f' if 'keepfail' in self.f and e.ph == 'f' and g.mk[4] != e.n else 'p'
        else:
            ph = {'q': 'p', 'a': 'd'}[g.st]
        yield f'read: {ph}', self.ret(w, p, o, ('ok', e._replace(ph=ph, img=i, err=False))), 0

    def say_unknown(self, w, u, sid, known):
        out = set()
        for i, g in enumerate(w.imgs):
            if g.mk and g.vis and g.mk[1] in u and may_be_state(g.mk[2], sid) and not any(names(w, e, i) for e in known):
                out.add(i)
        return w._replace(warned=w.warned | out) if out - w.warned else w

    # --------------------------------------------------------------------------------------------------------------- delete
    def do_delete(self, w, p, o):
        e = o.ent
        w, i = self.locate(w, e)
        if 'deldup' in self.f and e.ph != 'd':
            w, hit = self.exact(w, ('c',) + e.tok + (e.n,), but=i)
            hit = [k for k in hit if not self.knows(p, k) and not self.in_hand(p, o, k)]
            if hit and w.imgs[hit[0]].st != 'q':
                yield from self.remove(w, p, o, hit[0], o.pc, f'delete: removes duplicate {hit[0]}')
                return
            if hit and not p.cancel:
                return
        if i is None or w.imgs[i].st == 'x':
            yield 'delete: already gone', self.ret(w, p, o, ('ok',)), 0
            return
        mk = w.imgs[i].mk
        acts = self.is_own(mk, e) or mk[0] in 'cp' and mk[1:4] == e.tok and ('anyc' in self.f or mk[4] == e.n)
        if self.of_another(p, i, e.n) or not acts:
            yield f'delete: image {i} is left alone, named', self.ret(w._replace(warned=w.warned | {i}), p, o, ('ok',)), 0
        elif w.imgs[i].st == 'q':
            if p.cancel:
                yield 'delete: cancelled', self.ret(w, p, o, ('err', 'cancelled')), 0
        elif p.link is not None:
            w = self.touch(w, p, i)
            text = self.delete_check(w, p, o._replace(img=i), i)
            yield f'delete: DELETE of image {i}{text}', self.ret(kill_img(w, i), p, o, ('ok',)), 0

    # ---------------------------------------------------------------------------------------------------------------- watch
    def prov(self, w, p):
        """steps of one provider process"""
        if p.link is None:
            yield from self.orphan(w, p)
            return
        for o in p.ops:
            if o.res is None:
                yield from getattr(self, 'do_' + o.verb)(w, p, o)

    def orphan(self, w, p):
        """a process that lost its engine: requests under way are executed, then it takes its hand-overs back and ends"""
        for o in p.ops:
            if o.res is None and o.pc == 'swap':
                yield from self.swap(w, p, o)
        if 'watch' not in self.f or p.cancel == 2 or not p.handed:
            yield 'orphaned provider ends', gone(w, p), 0
            return
        (i, mk, back, n), rest = p.handed[0], p.handed[1:]
        w1 = setp(w, p, handed=rest, ops=())
        if w.imgs[i].mk != mk:
            yield f'orphaned provider: image {i} is not its own any more', w1, 0
            return
        stored = any(e.img == i and e.n == n and e.s == p.s for e in w.st)
        w1 = img(w1, i, mk=back, ca=w.imgs[i].ca | (S2 if stored else 0))
        yield f'orphaned provider swaps image {i} back to c', w1, 0
