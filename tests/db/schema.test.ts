import { describe, expect, it } from 'vitest';
import { columnOf } from '#domain/entity.ts';
import { entities } from '#domain/entities.ts';
import { mappingOf } from '#db/record.ts';
import { rows } from '#db/statements.ts';
import { newDatabase } from '#tests/helpers/database.ts';

const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  left.name < right.name ? -1 : 1;

describe('schema', () => {
  it('is the one that db/schema.sql shows', async () => {
    const { db } = newDatabase();

    const found = rows<{ sql: string }>(
      db,
      `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'complaint_text_%' ORDER BY type, name`,
    );

    const text = found.map(({ sql }) => `${sql.trim()};`).join('\n\n');
    await expect(
      `-- Today's schema, written by tests/db/schema.test.ts (vitest -u). Do not edit.\n\n${text}\n`,
    ).toMatchFileSnapshot('../../db/schema.sql');
  });

  it('keeps every table strict', () => {
    const { db } = newDatabase();

    const loose = rows<{ name: string }>(
      db,
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
    );

    expect(loose).toEqual([]);
  });

  it.each(entities.map((entity) => [entity.name, entity] as const))(
    'gives %s exactly the columns of its declaration',
    (_name, entity) => {
      const { db } = newDatabase();

      const columns = rows<{ name: string; type: string; notnull: number }>(
        db,
        `SELECT name, type, "notnull" FROM pragma_table_info(?)`,
        entity.name,
      );

      const declared = mappingOf(entity).map(({ name, field }) => ({
        name: columnOf(name),
        type: field.kind === 'int' || field.kind === 'flag' ? 'INTEGER' : 'TEXT',
        notnull: field.required ? 1 : 0,
      }));
      const own = columns.filter(({ name }) => !['id', 'head', 'chain', 'seq'].includes(name));
      // A column that a later migration added stands at the end of its table.
      expect(own.toSorted(byName)).toEqual(declared.toSorted(byName));
    },
  );

  it('gives every field a class', () => {
    const classes = entities.flatMap((entity) => mappingOf(entity).map(({ field }) => field.cls));

    expect(classes.every((each) => each === 'A' || each === 'B' || each === 'C')).toBe(true);
  });
});
