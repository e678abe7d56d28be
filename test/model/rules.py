"""Feature switches: the rules that can be turned off, and the variants that can be turned on."""

RULES = {
    'young': 'look-up 1 takes the youngest candidate (else the oldest)',
    'known': 'ids that the process knows are neither candidates nor duplicates, and delete leaves one that belongs to another nonce',
    'knonce': 'images with the nonce of an entry that the engine has named are no candidates',
    'letgo': 'step 6: the create lets go of an image that turned out to be of another entry',
    'exact2': 'look-up 2 removes duplicates with exactly the marker of the image in hand (else all of the token)',
    'anyc': 'delete acts on `c` with the own token and any nonce (else with the own nonce only)',
    'watch': 'engine watch: hand-overs of a process that lost its engine go back to `c`',
    'sweep': 'read names unfinished images of the same resource',
}
VARIANTS = {
    'remark': 'an adopted image gets the new nonce at once: c-token-m becomes c-token-n',
    'takendiff': 'diff compares before it records: an image that the process has handed to another nonce means replacement',
    'keepfail': 'read keeps the phase failed when the image carries the marker of another nonce',
    'recheck': 'step 6 once more after the swap: an entry that turned up during the call gets the image back as c-token-m',
    'dups': 'look-up 1 takes an image with the nonce of a named entry when that entry has another image id',
    'deldup': 'delete of an entry that is not done removes duplicates with exactly its unfinished marker, too',
    'gonefail': 'update of an entry whose image is gone is a partial failure with phase failed',
    'strict': 'an unknown identity of the state equals only another unknown one',
    'failsilent': 'diff of a failed entry adds nothing to what the process knows',
    'jobfirst': 'an entry without image id whose marker several images carry, or none, finds its image by its job',
    'inhand': 'an image that another operation of the process has in hand is neither candidate nor duplicate',
    'partcheck': 'step 6 also before a partial failure of create: an image of another entry is not stored',
    'mutex': 'update waits while another operation of the process swaps the tag of its image',
    'claimk': 'update claims a kept image of its own token with another nonce, too',
    'park': 'a partial failure turns c-token-m of its image into p-token-m, which no create adopts; the engine watch takes that back, too',
}
PROTOCOL = frozenset(RULES)
