/**
 * 常用筛选. Entries and not verbs, as drafts are: how somebody looks at a list is no action on a record, and
 * the words searched for have no place in the audit trail.
 */
import { FilterValue } from '#contract/saved-filter.ts';
import { dropSavedFilter, hasSavedFilter, renameSavedFilter, savedFiltersOf, saveFilter } from '#db/saved-filter.ts';
import { Failure } from '#domain/failure.ts';
import type { Backend } from './backend.ts';
import type { Entries } from './dispatch.ts';
import { openSession } from './session.ts';

/** More would not fit into a menu. */
const mostPerPage = 30;
/** All ticked values of a wide list. */
const maxBytes = 64 * 1024;

const owner = (backend: Backend) => {
  const { installation, user } = openSession(backend);
  return { db: installation.db, staffNo: user.staffNo };
};

export const savedFilterEntries = {
  'savedFilter.list': ({ page }, backend) => {
    const { db, staffNo } = owner(backend);
    return savedFiltersOf(db, staffNo, page).map(({ name, value }) => ({
      name,
      value: FilterValue.parse(JSON.parse(value)),
    }));
  },
  'savedFilter.save': ({ page, name, value }, backend) => {
    const { db, staffNo } = owner(backend);
    const place = { staffNo, page, name };
    const text = JSON.stringify(value);
    if (text.length > maxBytes)
      throw new Failure('invalid', '勾选的值太多，常用筛选没有保存。请减少勾选后再存。', { name: '勾选的值太多' });
    if (!hasSavedFilter(db, place) && savedFiltersOf(db, staffNo, page).length >= mostPerPage)
      throw new Failure('invalid', `每个列表最多存 ${mostPerPage} 个常用筛选，没有保存。请先删除不用的。`, {
        name: `已有 ${mostPerPage} 个，请先删除不用的`,
      });
    saveFilter(db, place, text, backend.world.now());
    return {};
  },
  'savedFilter.rename': ({ page, name, to }, backend) => {
    const { db, staffNo } = owner(backend);
    if (name !== to && hasSavedFilter(db, { staffNo, page, name: to }))
      throw new Failure('invalid', `已有常用筛选“${to}”，没有改名。请换一个名字。`, { to: '已有同名的' });
    if (renameSavedFilter(db, { staffNo, page, name }, to) === 0)
      throw new Failure('notFound', '这个常用筛选已经删除，没有改名。');
    return {};
  },
  'savedFilter.drop': ({ page, name }, backend) => {
    const { db, staffNo } = owner(backend);
    dropSavedFilter(db, { staffNo, page, name });
    return {};
  },
} satisfies Entries;
