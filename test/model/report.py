"""What a run prints, and its table of figures."""
import sys

from world import cause_text


class Report:
    def __init__(self, trace):
        self.trace, self.rows, self.failed = trace, [], False

    def add(self, rules, name, model, depth):
        outside = model.outside()
        self.failed = self.failed or bool(outside) or bool(model.cut and not depth)
        more = ''.join(f', {v} {k}' for k, v in depth.items())
        print(f'\n== {name}{more}, rules {rules}: {model.worlds} worlds, {len(model.memo)} at rest judged, {model.time:.0f} s, '
              f'{sum(model.count[k] for k in outside)} worlds with findings outside the windows {model.cut}')
        model.show()
        if self.trace:
            for key in model.minimal():
                if key[0].startswith(self.trace):
                    print(f'\n-- {key[0]}, cause {cause_text(key[1])}')
                    print('\n'.join(f'   {x}' for x in model.found[key]))
        sys.stdout.flush()
        self.rows.append((rules, name + more, model, outside))

    def write(self, path):
        lines = ['# Figures of a run of the model', '',
                 '| rules | profile | worlds | at rest, judged | worlds with findings outside the windows | seconds |',
                 '|---|---|---|---|---|---|']
        for rules, name, m, outside in self.rows:
            lines.append(f'| `{rules}` | {name} | {m.worlds}{" (cut)" if m.cut else ""} | {len(m.memo)} | '
                         f'{sum(m.count[k] for k in outside)} | {m.time:.0f} |')
        lines += ['', '## Findings', '', 'The column of causes says which window the image or the entry of a finding has met; '
                  '`NONE` of an S line needs none.', '', '| rules | profile | finding | cause | worlds | shortest trace |', '|---|---|---|---|---|---|']
        for rules, name, m, _ in self.rows:
            lines += [f'| `{rules}` | {name} | {k[0]} | {cause_text(k[1])} | {m.count[k]} | {len(m.found[k])} |' for k in m.minimal()]
        with open(path, 'w') as f:
            f.write('\n'.join(lines) + '\n')
