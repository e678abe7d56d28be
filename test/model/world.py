"""The parts of a world, and small functions on them. Every value is a tuple, so that a world can be a key of a dictionary."""
from collections import namedtuple

# mk: None or (c|o|k, U, S, I, nonce); st: q queued, a active, k killed, x gone; vis: lists show it; by: state whose run made it;
# ca: bits of the causes that concern it; rep: a forced replacement has it in hand; kept: the engine dropped its entry on purpose
Img = namedtuple('Img', 'mk st vis by ca rep kept')
# ph: p pending, d done, f failed; img: id of the image or None; job: image of the known job or None; keep: retainOnDelete
Ent = namedtuple('Ent', 's urn tok n ph img job keep err dele ca')
# m: nonce in the marker of the image in hand; old: entry that the create replaces
Op = namedtuple('Op', 'verb urn pc tok n m img ent old keep job tries res')
# sid: identity of the state as the process sees it; known: pairs (image, nonce); kn: nonces of named entries;
# given: pairs (image, nonce) of own results; handed: (image, marker, marker to go back to, nonce)
Proc = namedtuple('Proc', 'rid s sid link ops handed cancel known kn given')
# ph: reg, read, del, end, fail; todo: slots or entries still to be handled
Run = namedtuple('Run', 'rid s cmd ph todo mem stop')
# urn, version of the immutable inputs, retainOnDelete, alias or None
Slot = namedtuple('Slot', 'urn v keep alias')
# prog: per state (slots, par); late: (token, nonce, state, rep, causes) of POSTs that the cloud executes later
World = namedtuple('World', 'imgs late st bak prog runs procs warned cmds edits faults')

UNKNOWN = 2                                                # the literal `unknown` in place of the identity of a state
W1, W2, W3, W4, W5, W6, W7, S2 = (1 << i for i in range(8))
CAUSES = {W1: 'W1', W2: 'W2', W3: 'W3', W4: 'W4', W5: 'W5', W6: 'W6', W7: 'W7', S2: 'S2'}


def cause_text(mask):
    return '+'.join(n for b, n in CAUSES.items() if mask & b) or 'NONE'


def may_be_same(a, b):
    """tokens (U, S, I): equal, or equal but for an unknown state"""
    return a[0] == b[0] and a[2] == b[2] and may_be_state(a[1], b[1])


def may_be_state(a, b):
    return a == b or a == UNKNOWN or b == UNKNOWN


def img(w, i, **kw):
    return w._replace(imgs=w.imgs[:i] + (w.imgs[i]._replace(**kw),) + w.imgs[i + 1:])


def tag(w, i, bits):
    """adds causes to an image"""
    return w if w.imgs[i].ca & bits == bits else img(w, i, ca=w.imgs[i].ca | bits)


def kill_img(w, i):
    g = w.imgs[i]
    w = w._replace(imgs=w.imgs[:i] + (Img(None, 'x', True, g.by, g.ca & (W5 | W6 | W7), False, False),) + w.imgs[i + 1:])
    return w._replace(warned=w.warned - {i}) if i in w.warned else w


def setp(w, p, **kw):
    return w._replace(procs=tuple(q._replace(**kw) if q.rid == p.rid else q for q in w.procs))


def setr(w, r, **kw):
    return w._replace(runs=tuple(q._replace(**kw) if q.rid == r.rid else q for q in w.runs))


def gone(w, p):
    return w._replace(procs=tuple(q for q in w.procs if q.rid != p.rid))


def proc_of(w, rid):
    return next((q for q in w.procs if q.rid == rid), None)


def put_op(w, p, o):
    """replaces the operation on the same resource with the same verb and entry, or adds it"""
    p = proc_of(w, p.rid)
    rest = tuple(x for x in p.ops if x.urn != o.urn)
    return setp(w, p, ops=tuple(sorted(rest + (o,), key=lambda x: x.urn)))


def drop_op(w, p, o):
    return setp(w, p, ops=tuple(x for x in proc_of(w, p.rid).ops if x.urn != o.urn))


def names(w, e, i):
    """does the entry name the image: by id, else by its job, else by its nonce?"""
    if e.img is not None:
        return e.img == i
    if e.job is not None and w.imgs[e.job].st != 'x':
        return e.job == i
    return w.imgs[i].mk == ('c',) + e.tok + (e.n,)


def named(w, i):
    return [e for e in w.st if names(w, e, i)]


def live(ents, s, urn):
    return next((e for e in ents if e.s == s and e.urn == urn and not e.dele), None)


def learn(known, i, n):
    return tuple(sorted([k for k in known if k[0] != i] + [(i, n)]))


def fresh_nonce(w):
    """the smallest nonce that nothing in the world refers to; the least one keeps the number of worlds small"""
    used = {g.mk[4] for g in w.imgs if g.mk} | {e.n for e in w.st} | {x[1] for x in w.late}
    used |= {e.n for e in w.bak or ()}
    for p in w.procs:
        used |= {o.n for o in p.ops} | {o.m for o in p.ops} | {n for _, n in p.known} | {n for _, n in p.given} | set(p.kn)
        used |= {h[1][4] for h in p.handed} | {h[3] for h in p.handed}
    for r in w.runs:
        used |= {e.n for e in r.mem}
    n = 1
    while n in used:
        n += 1
    return n


def bad(kind, mask):
    """mark of a violation at the end of a label"""
    return f' !{kind}#{mask}'
