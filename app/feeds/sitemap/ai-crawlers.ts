/**
 * Crawlers that collect texts for training or answering by AI, by the names that their operators document for robots.txt (OpenAI,
 * Anthropic, Google, Apple, Meta, Amazon, Perplexity, Common Crawl and others). https://github.com/ai-robots-txt/ai.robots.txt, against
 * which the names were held, has more. Those of a search engine's index, such as Googlebot, aren't here, nor programs that fetch one page
 * because somebody asked for it.
 */
export const AI_CRAWLERS = [
  "AI2Bot",
  "Amazonbot",
  "anthropic-ai",
  "Applebot-Extended",
  "Bytespider",
  "CCBot",
  "Claude-SearchBot",
  "ClaudeBot",
  "cohere-ai",
  "cohere-training-data-crawler",
  "Diffbot",
  "FacebookBot",
  "Google-Extended",
  "GPTBot",
  "ImagesiftBot",
  "Meta-ExternalAgent",
  "OAI-SearchBot",
  "omgili",
  "PanguBot",
  "PerplexityBot",
  "Timpibot",
  "YouBot",
] as const;
