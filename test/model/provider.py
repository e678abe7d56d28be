"""Steps of a provider process: create, and the tail that create and update share."""
from world import (S2, W2, W3, W5, W6, W7, Img, Ent, UNKNOWN, bad, fresh_nonce, gone, img, kill_img, learn, may_be_same,
                   may_be_state, named, names, proc_of, put_op, setp, tag)


class Provider:
    """mixed into Model: needs self.f (features) and self.on(kind of fault)"""

    # ------------------------------------------------------------------------------------------------- answers and memory
    def ret(self, w, p, o, res):
        """the operation answers; results of create and update enter the memory of the process"""
        p = proc_of(w, p.rid)
        if o.verb in ('create', 'update') and res[0] in ('ok', 'part'):
            e = res[1]
            kw = {'kn': p.kn | {e.n}}
            if e.img is not None and e.ph != 'f':
                kw.update(known=learn(p.known, e.img, e.n), given=learn(p.given, e.img, e.n))
            w = setp(w, p, **kw)
        return put_op(w, p, o._replace(res=res))

    def to(self, w, p, o, pc, **kw):
        return put_op(w, p, o._replace(pc=pc, **kw))

    @staticmethod
    def forced(o):
        """a replacement that a plain `up` would not repeat"""
        return bool(o.old and o.old.ph != 'f' and o.old.tok[2] == o.tok[2])

    def same(self, a, b):
        return a == b if 'strict' in self.f else may_be_same(a, b)

    def knows(self, p, i):
        return 'known' in self.f and any(k == i for k, _ in p.known)

    def knows_nonce(self, p, n):
        return 'knonce' in self.f and self.nonce_taken(p, n)

    def nonce_taken(self, p, n):
        """an entry that the engine has named has the nonce; with `dups` only if that entry knows no image yet"""
        return n in p.kn and not ('dups' in self.f and any(x == n for _, x in p.known))

    def in_hand(self, p, o, i):
        return 'inhand' in self.f and any(x.img == i and x.res is None and x.urn != o.urn for x in p.ops)

    def of_another(self, p, i, n):
        return 'known' in self.f and any(k == i and x != n for k, x in p.known)

    def entry(self, o, p, ph, err, **kw):
        e = Ent(p.s, o.urn, o.tok, o.n, ph, o.img, o.job, o.keep, err, False, o.ent.ca if o.ent else 0)
        return e._replace(**kw)

    # --------------------------------------------------------------------------------------------- checks of the invariants
    def delete_check(self, w, p, o, i):
        """I4a and the promise about kept images, at each DELETE"""
        out, g = '', w.imgs[i]
        run = next((r for r in w.runs if r.rid == p.rid), None)
        for e in w.st:
            if e.n == o.n or not names(w, e, i) or e.ph == 'f' and e.s == p.s:
                continue
            if e.s == p.s and (e.dele or run and run.cmd == 'destroy' and not e.keep):
                continue
            if e == o.old:
                kind = 'finished' if e.ph == 'd' else 'unfinished'
                out += '' if g.st == 'k' else bad(f'S4 the create of a replacement removes the {kind} old half', g.ca | e.ca)
                continue
            out += bad('I4a deletes an image that another entry names', g.ca | e.ca)
        for q in w.procs:
            for x in q.ops:
                if x.img == i and (q.rid, x.urn) != (p.rid, o.urn) and x.verb in ('create', 'update') and x.n != o.n:
                    out += bad('I4a deletes an image that another operation has in hand', g.ca)
        if g.kept and g.mk and g.mk[0] == 'k':
            out += bad('I6 deletes a kept image', g.ca)
        return out

    def touch(self, w, p, i):
        """W7: an operation acts on an image of another state, because an identity is unknown"""
        g = w.imgs[i]
        return tag(w, i, W7) if g.by != p.s and g.mk and UNKNOWN in (g.mk[2], p.sid) else w

    def remove(self, w, p, o, i, pc, label):
        """DELETE within create or update; a process without engine sends nothing"""
        if p.link is None:
            return
        w = self.touch(w, p, i)
        yield label + self.delete_check(w, p, o, i), self.to(kill_img(w, i), p, o, pc), 0

    # ------------------------------------------------------------------------------------------------------------- searches
    def unfinished(self, w, tok):
        """images with an unfinished marker of a token that may be the same; marks those that the lists hide with W3"""
        hit = [i for i, g in enumerate(w.imgs) if g.mk and g.mk[0] == 'c' and self.same(g.mk[1:4], tok)]
        return [i for i in hit if w.imgs[i].vis], [i for i in hit if not w.imgs[i].vis]

    def exact(self, w, mk, but=None):
        hit = [i for i, g in enumerate(w.imgs) if g.mk == mk and i != but]
        for i in hit:
            if not w.imgs[i].vis:
                w = tag(w, i, W3)
        return w, [i for i in hit if w.imgs[i].vis]

    def say(self, w, u, sid, but):
        """images of the resource that a message names or counts; one that an entry names does not count as named"""
        out = set()
        for i, g in enumerate(w.imgs):
            if not g.mk or not g.vis or i in but or g.mk[1] not in u or not may_be_state(g.mk[2], sid):
                continue
            if not named(w, i):
                out.add(i)
        return w._replace(warned=w.warned | out) if out else w

    # --------------------------------------------------------------------------------------------------------------- create
    def do_create(self, w, p, o):
        pc = o.pc
        if pc == 'find':
            if p.cancel:
                yield 'create: cancelled, nothing sent', self.ret(w, p, o, ('err', 'cancelled')), 0
                return
            yield from self.look_up_1(w, p, o)
        elif pc == 'remark':
            i = o.img
            if w.imgs[i].mk != ('c',) + o.tok + (o.m,):
                yield 'create: image changed meanwhile, looks again', self.to(w, p, o, 'find', img=None, m=None), 0
            else:
                yield f'create: marks image {i} with its own nonce', self.to(
                    img(w, i, mk=('c',) + o.tok + (o.n,)), p, o, 'wait', m=o.n), 0
        elif pc == 'post':
            yield from self.post(w, p, o)
        elif pc == 'settle':
            w, hit = self.exact(w, ('c',) + o.tok + (o.n,))
            if hit:
                yield f'create: finds image {hit[-1]} with its marker', self.to(w, p, o, 'wait', img=hit[-1], m=o.n), 0
            elif o.tries < 2:
                yield 'create: finds nothing after the settling time', self.to(w, p, o, 'post'), 0
            else:
                yield 'create: gives up, outcome unknown', self.ret(w, p, o, ('err', 'unknown')), 0
        else:
            yield from self.finish(w, p, o)

    def look_up_1(self, w, p, o):
        seen, hidden = self.unfinished(w, o.tok)
        usable = lambda i: not self.knows(p, i) and not self.in_hand(p, o, i) and not self.knows_nonce(p, w.imgs[i].mk[4])
        for i in filter(usable, hidden):
            w = tag(w, i, W3)
        for i, g in enumerate(w.imgs):
            if g.mk and g.mk[0] == 'c' and not self.same(g.mk[1:4], o.tok) and may_be_same(g.mk[1:4], o.tok):
                w = tag(w, i, W7)                                          # with `strict`: left because an identity is unknown
        w = w._replace(late=tuple(x[:4] + (x[4] | W2,) if self.same(x[0], o.tok) and x[1] != o.n else x for x in w.late))
        cands = [i for i in seen if usable(i)]
        dead = [i for i in cands if w.imgs[i].st == 'k']
        if dead:
            yield from self.remove(w, p, o, dead[0], 'find', f'create: removes failed leftover {dead[0]}')
            return
        w = self.say(w, (o.urn,), p.sid, {i for i in seen if not usable(i)} | set(cands[-1:] if 'young' in self.f else cands[:1]))
        if not cands:
            yield 'create: finds no unfinished image', self.to(w, p, o, 'post'), 0
            return
        i = cands[-1 if 'young' in self.f else 0]
        w = self.touch(w, p, i)
        mk = w.imgs[i].mk
        w = img(w, i, rep=self.forced(o))
        pc = 'remark' if 'remark' in self.f and mk[4] != o.n else 'wait'
        for k in cands:                                                     # what is left is left because of the one that is taken
            w = tag(w, k, w.imgs[i].ca) if k != i else w
        yield f'create: takes unfinished image {i} in hand', self.to(w, p, o, pc, img=i, m=mk[4], tok=mk[1:4]), 0

    def post(self, w, p, o):
        if p.link is None or len(w.imgs) >= (self.most if w.cmds or w.faults else 9):
            return
        k, mk, rep = len(w.imgs), ('c',) + o.tok + (o.n,), self.forced(o)
        g = Img(mk, 'q', True, p.s, 0, rep, False)
        o2 = o._replace(tries=o.tries + 1)
        made, hid = w._replace(imgs=w.imgs + (g,)), w._replace(imgs=w.imgs + (g._replace(vis=False),))
        yield f'create: POST makes image {k}', self.to(made, p, o2, 'wait', img=k, m=o.n, job=k), 0
        if not w.faults:
            return
        if self.on('lag'):
            yield f'create: POST makes image {k} [list lag]', self.to(hid, p, o2, 'wait', img=k, m=o.n, job=k), 1
            yield f'create: POST makes image {k} [answer lost, list lag]', self.to(hid, p, o2, 'settle'), 1
        if self.on('post'):
            yield f'create: POST makes image {k} [answer lost]', self.to(made, p, o2, 'settle'), 1
            yield 'create: POST [lost, not executed]', self.to(w, p, o2, 'settle'), 1
        if self.on('late') and not w.late:
            later = w._replace(late=((o.tok, o.n, p.s, rep, 0),))
            yield 'create: POST [answer lost, executed later]', self.to(later, p, o2, 'settle'), 1

    # ------------------------------------------------------------------------------------------- tail of create and update
    def part(self, w, p, o):
        """partial failure: the image id is stored if the search finds it"""
        i = o.img
        if 'partcheck' in self.f and o.verb == 'create' and self.lost(p, o):
            return self.ret(w, p, o, ('err', 'interrupted'))
        if i is not None and o.job == i and not w.imgs[i].vis:             # known from the job only
            w, hit = self.exact(w, ('c',) + o.tok + (o.n,))
            i = hit[0] if hit else None
        w, e = w, self.entry(o, p, 'p', True, img=i)
        if 'park' in self.f and i is not None and w.imgs[i].mk and w.imgs[i].mk[0] == 'c' and p.link is not None:
            back = w.imgs[i].mk
            w = img(w, i, mk=('p',) + back[1:])
            p = proc_of(w, p.rid)
            w = setp(w, p, handed=p.handed + ((i, w.imgs[i].mk, back, o.n),))
        return self.ret(w, p, o, ('part', e))

    def finish(self, w, p, o):
        pc, g = o.pc, w.imgs[o.img]
        if pc == 'wait':
            if g.st == 'q':
                if p.cancel:
                    yield f'{o.verb}: cancelled, partial failure', self.part(w, p, o), 0
                elif self.on('deadline'):
                    yield f'{o.verb}: deadline, partial failure', self.part(w, p, o), 1
            elif g.st == 'a':
                yield f'{o.verb}: image {o.img} is active', self.to(w, p, o, 'twins'), 0
            elif g.st == 'x':
                yield f'{o.verb}: image is gone', self.ret(w, p, o, ('err', 'gone')), 0
            elif o.verb == 'update':
                yield 'update: job failed', self.ret(w, p, o, ('part', self.entry(o, p, 'f', True))), 0
            else:
                w, hit = self.exact(w, g.mk, but=o.img)
                free = [i for i in hit if not self.knows(p, i)]
                if free:
                    yield from self.remove(w, p, o, free[0], 'wait', f'create: job failed, removes {free[0]} with the same marker')
                elif p.link is not None and g.mk == ('c',) + o.tok + (o.m,) and not self.knows(p, o.img):
                    w = self.touch(w, p, o.img)
                    yield ('create: job failed, leftover removed' + self.delete_check(w, p, o, o.img),
                           self.ret(kill_img(w, o.img), p, o, ('err', 'job')), 0)
                elif p.link is not None:
                    yield 'create: job failed', self.ret(w, p, o, ('err', 'job')), 0
        elif pc == 'twins':
            yield from self.look_up_2(w, p, o)
        elif pc == 'own':
            yield from self.last_check(w, p, o)
        elif pc == 'swap':
            yield from self.swap(w, p, o)

    def look_up_2(self, w, p, o):
        if p.link is None:
            return
        w = w._replace(late=tuple(x[:4] + (x[4] | W2,) if x[1] == o.m else x for x in w.late))
        if 'exact2' in self.f:
            w, hit = self.exact(w, ('c',) + o.tok + (o.m,), but=o.img)
        else:
            hit, hidden = ([i for i in x if i != o.img] for x in self.unfinished(w, o.tok))
            for i in hidden:
                w = tag(w, i, W3)
        hit = [i for i in hit if not self.knows(p, i) and not self.in_hand(p, o, i)]
        if not hit:
            yield f'{o.verb}: no duplicate', self.to(w, p, o, 'own'), 0
        elif w.imgs[hit[0]].st == 'q':
            if p.cancel:
                yield f'{o.verb}: cancelled, partial failure', self.part(w, p, o), 0
        else:
            yield from self.remove(w, p, o, hit[0], 'twins', f'{o.verb}: removes duplicate {hit[0]}')

    def lost(self, p, o):
        """step 6: does the image belong to another entry by what the process knows?"""
        return self.of_another(p, o.img, o.n) or o.m != o.n and self.nonce_taken(p, o.m)

    def let_go(self, w, p, o):
        if o.verb == 'update':
            return 'update: image is of another entry, partial failure', self.ret(w, p, o, ('part', self.entry(o, p, 'f', True)))
        tok = (o.urn, p.sid, o.tok[2])
        return 'create: lets go of the image, starts again', self.to(
            w, p, o, 'find', tok=tok, n=fresh_nonce(w), m=None, img=None, job=None, tries=0)

    def last_check(self, w, p, o):
        if p.link is None:
            return
        if p.cancel:
            yield f'{o.verb}: cancelled, partial failure', self.part(w, p, o), 0
        elif 'letgo' in self.f and self.lost(p, o):
            yield self.let_go(w, p, o) + (0,)
        else:
            yield f'{o.verb}: sends the swap', self.to(w, p, o, 'swap'), 0

    def swap(self, w, p, o):
        """the request is under way: the cloud executes it even when the engine is gone"""
        i, g = o.img, w.imgs[o.img]
        if g.st == 'x':
            yield f'{o.verb}: image is gone', self.ret(w, p, o, ('err', 'gone')), 0
            return
        mk = ('k' if o.keep else 'o',) + o.tok + (o.n,)
        if 'recheck' in self.f and 'letgo' in self.f and self.lost(p, o) and p.link is not None:
            label, w = self.let_go(img(w, i, mk=('c',) + o.tok + (o.m,)), p, o)
            yield label + ' (after the swap)', w, 0
            return
        w = self.touch(w, p, i)
        g = w.imgs[i]
        others = [e for e in w.st if e.n != o.n and e != o.old and not e.dele and e.ph != 'f' and names(w, e, i)]
        text = ''.join(bad(f'I4b {o.verb} takes an image that another entry names', g.ca | e.ca) for e in others)
        if g.kept and g.mk and g.mk[0] == 'k':
            text += bad('I6 takes a kept image', g.ca)
        w = img(w, i, mk=mk, rep=g.rep and o.verb == 'create', kept=False, ca=g.ca if others else g.ca & (W5 | W6 | W7 | (S2 if o.old and o.old.img == i else 0)))
        w = setp(w, p, handed=p.handed + ((i, mk, ('c',) + o.tok + (o.n,), o.n),))
        w = self.ret(w, p, o, ('ok', self.entry(o, p, 'd', False)))
        yield f'{o.verb}: swap of image {i} to {mk[0]}, answers{text}', w, 0
