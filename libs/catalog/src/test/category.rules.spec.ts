import { placeCategories, type CategoryShape } from '../category.rules.js';

const shape = (categoryId: string, parentId: string | null, slug = categoryId): CategoryShape => ({
  categoryId,
  parentId,
  slug,
  name: slug,
  position: 0,
});

test('a category is placed below its parent, whatever the order given', () => {
  expect(placeCategories([shape('c', 'b'), shape('b', 'a'), shape('a', null)])).toMatchObject([
    { categoryId: 'a', path: 'a', ancestorIds: ['a'] },
    { categoryId: 'b', path: 'a/b', ancestorIds: ['a', 'b'] },
    { categoryId: 'c', path: 'a/b/c', ancestorIds: ['a', 'b', 'c'] },
  ]);
});

test.each([
  ['unknown_parent', [shape('a', 'x')]],
  ['cycle', [shape('a', 'b'), shape('b', 'a')]],
  ['cycle', [shape('a', 'a')]],
  ['path_taken', [shape('a', null, 's'), shape('b', null, 's')]],
  ['too_deep', ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id, i, all) => shape(id, i === 0 ? null : all[i - 1]!))],
  ['too_many', Array.from({ length: 2_001 }, (_, i) => shape(`c${i}`, null))],
])('%s is told', (fault, shapes) => {
  expect(placeCategories(shapes)).toMatchObject({ fault });
});
