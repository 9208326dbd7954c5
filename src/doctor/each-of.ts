/** `work` on each item, at most `abreast` at a time; the answers in the order of the items. */
export async function eachOf<Item, Answer>(
  items: readonly Item[],
  abreast: number,
  work: (item: Item) => Promise<Answer>,
): Promise<readonly Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at];
      if (item !== undefined) answers[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(abreast, items.length) }, worker));
  return answers;
}
