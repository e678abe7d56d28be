"""Judgement of a world at rest: quiet commands are played from it."""
from world import S2, Img, live, named, names


class Judge:
    """mixed into Model"""

    def succ_quiet(self, w):
        for r in w.runs:
            yield from self.engine(w, r)
        for p in w.procs:
            yield from self.prov(w, p)
        yield from self.cloud(w)

    def quiet(self, w, s, cmd, sid):
        """plays one command without any fault; returns world, success, labels"""
        w, log, ok = self.start(w, s, cmd, sid), [], None
        for _ in range(300):
            if not w.runs:
                return w, ok, log
            for label, w1, cost in self.succ_quiet(w):
                if cost == 0:
                    break
            else:
                return w, False, log + ['stuck']
            if ': ends (' in label:
                ok = label.endswith('(ok)')
            w, log = w1, log + [label]
        return w, False, log + ['loops']

    def judge(self, w):
        key = (w.imgs, w.st, w.prog, w.warned)
        if key not in self.memo:
            out = {}
            calm = w._replace(late=(), cmds=0, faults=0, edits=0, bak=None, imgs=tuple(
                g if g.st == 'x' else g._replace(st='a' if g.st == 'q' else g.st, vis=True) for g in w.imgs))
            self.pairs(w, out)
            for s in range(self.states):
                for sid in self.sids[s]:
                    self.judge_state(calm, s, sid, out)
            self.memo[key] = out
        return self.memo[key]

    @staticmethod
    def add(out, text, mask, log=()):
        out.setdefault((text, mask), tuple(log))

    def steps(self, out, *logs):
        for x in (x for log in logs for x in log if '!' in x):
            for y in x.split(' !')[1:]:
                text, mask = y.split('#')
                self.add(out, text, int(mask), [x for log in logs for x in log])

    @staticmethod
    def causes(s, urn, *worlds):
        """causes of the entries of a resource and of the images that they name; without a urn of all entries of the state"""
        m = 0
        for w in worlds:
            for e in w.st:
                if e.s == s and urn in (None, e.urn):
                    m |= e.ca
                    for i, g in enumerate(w.imgs):
                        if names(w, e, i):
                            m |= g.ca
        return m

    def pairs(self, w, out):
        """I4b: two live entries name one image"""
        for i, g in enumerate(w.imgs):
            ents = [e for e in w.st if not e.dele and e.ph != 'f' and g.st != 'x' and names(w, e, i)]
            for k, e in enumerate(ents):
                for f in ents[:k]:
                    self.add(out, 'I4b two live entries name one image', g.ca | e.ca | f.ca)

    def fine(self, w, s, urn):
        e = live(w.st, s, urn)
        return e is not None and e.ph == 'd' and e.img is not None and w.imgs[e.img].st == 'a' and self.is_own(w.imgs[e.img].mk, e)

    def converged(self, w, s):
        """urns of the program whose entry is not as it should be; -1 when there are other entries"""
        wrong = [x.urn for x in w.prog[s][0] if not self.fine(w, s, x.urn)]
        if not wrong and len([e for e in w.st if e.s == s]) != len(w.prog[s][0]):
            wrong = [None]
        return wrong

    def judge_state(self, w, s, sid, out):
        a, ok, l1 = self.quiet(w, s, 'refresh', sid)
        b, ok2, l2 = self.quiet(a, s, 'up', sid)
        self.steps(out, l1, l2)
        self.pairs(b, out)
        wrong = self.converged(b, s)
        if not ok or not ok2 or wrong:
            c, ok3, l3 = self.quiet(b, s, 'up', sid)
            text = 'I5 refresh + up does not converge'
            text += ', a second up does' if ok3 and not self.converged(c, s) else ''
            for urn in wrong or [None]:
                self.add(out, text, self.causes(s, urn, w, a, b), l1 + l2 + l3)
            b = c
        if not self.converged(b, s):
            self.strays_after(out, b, s, sid, l1 + l2)
            c, ok, l3 = self.quiet(b, s, 'up', sid)
            if not ok or c.st != b.st or [g._replace(ca=0) for g in c.imgs] != [g._replace(ca=0) for g in b.imgs]:
                self.add(out, 'I5 second up has changes', self.causes(s, None, w, b), l1 + l2 + l3)
            self.destroyed(out, b, s, sid, '')
        self.destroyed(out, w, s, sid, ' at once')
        self.plain_up(out, w, s, sid)
        self.replaced(out, w, s, sid)

    def strays_after(self, out, b, s, sid, log):
        for i, g in enumerate(b.imgs):
            if g.mk and g.by == s and not named(b, i) and not (g.kept and g.mk[0] in 'ko'):
                if g.kept:
                    text = 'S6 unfinished image of an entry dropped by retainOnDelete'
                elif g.mk[0] in 'cp' and i not in b.warned:
                    text = 'I1 unfinished image, not named'
                else:
                    text = 'I2 second image, named' if g.mk[0] in 'cp' else 'I2 second image, finished, counted'
                self.add(out, text, g.ca, log)

    def destroyed(self, out, b, s, sid, when):
        d, ok, log = self.quiet(b, s, 'destroy', sid)
        self.steps(out, log)
        if not ok or any(e.s == s for e in d.st):
            self.add(out, 'I3 destroy%s fails' % when, self.causes(s, None, b), log)
        for e in b.st:
            for i, g in enumerate(b.imgs):
                if e.s != s or not names(b, e, i) or g.st == 'x':
                    continue
                same = any(x.keep or x.s != s for x in named(b, i))
                if d.imgs[i].st != 'x' and not same:
                    text = f'I3 destroy{when} leaves an image that was in state' + (', named' if i in d.warned else '')
                    self.add(out, text, g.ca | e.ca, log)

    def plain_up(self, out, w, s, sid):
        b, ok, log = self.quiet(w, s, 'up', sid)
        self.steps(out, log)
        self.pairs(b, out)
        if not ok:
            return
        for x in w.prog[s][0]:
            e = live(b.st, s, x.urn)
            if e is None or not self.fine(b, s, x.urn) and (e.img is None or b.imgs[e.img].st == 'a'):
                self.add(out, 'S1 up alone says ok, the image in state is not handed over', self.causes(s, x.urn, w, b), log)
        for i, g in enumerate(b.imgs):
            if g.mk and g.by == s and g.mk[0] in 'cp' and not g.kept and not named(b, i) and i not in b.warned:
                self.add(out, 'S3 stray not named by up alone', g.ca, log)

    def replaced(self, out, w, s, sid):
        if not w.prog[s][0]:
            return
        x0 = w.prog[s][0][0]
        e0 = live(w.st, s, x0.urn)
        if e0 is None or e0.ph != 'd' or e0.img is None or w.imgs[e0.img].st != 'a' or x0.v != e0.tok[2]:
            return
        if any(x != x0 and not self.fine(w, s, x.urn) for x in w.prog[s][0]):
            return
        g = w.imgs[e0.img]
        for cmd in ('upR', 'upD'):
            x, ok, log = self.quiet(w, s, cmd, sid)
            self.steps(out, log)
            self.pairs(x, out)
            e = live(x.st, s, x0.urn)
            cause = self.causes(s, x0.urn, w, x)
            if not ok or not self.fine(x, s, x0.urn):
                self.add(out, f'I5 forced replacement ({cmd}) does not converge', cause, log)
            elif e.img == e0.img:
                self.add(out, f'S2 forced replacement ({cmd}) of a finished image takes over the same image', g.ca | e0.ca, log)
            elif e.img < len(w.imgs) and not w.imgs[e.img].rep:
                self.add(out, f'S7 forced replacement ({cmd}) takes an unfinished image from before', w.imgs[e.img].ca, log)
            if ok and e and e.img != e0.img and not e0.keep and x.imgs[e0.img].st != 'x' and not any(
                    y.n != e0.n for y in named(w, e0.img)):
                self.add(out, f'I1 forced replacement ({cmd}) leaves the old image', g.ca | e0.ca, log)
