import { openCorpus } from "./corpus/corpus";
export async function bench(_words: string[]): Promise<number> {
  const began = Date.now();
  console.log(await openCorpus(console.log), Date.now() - began);
  return 0;
}
