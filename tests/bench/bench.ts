import { checkCorpus } from "./corpus/check-corpus";
import { planPosts } from "./corpus/posts";
import { makeCommentTexts, makePostTexts } from "./corpus/texts";
import { writeCorpus } from "./corpus/write-corpus";
export async function bench(_words: string[]): Promise<number> {
  console.time("posttexts");
  makePostTexts();
  console.timeEnd("posttexts");
  console.time("commenttexts");
  makeCommentTexts();
  console.timeEnd("commenttexts");
  console.time("plan");
  planPosts();
  console.timeEnd("plan");
  console.time("write");
  await writeCorpus("/tmp/c.db");
  console.timeEnd("write");
  console.time("check");
  checkCorpus("/tmp/c.db");
  console.timeEnd("check");
  return 0;
}
