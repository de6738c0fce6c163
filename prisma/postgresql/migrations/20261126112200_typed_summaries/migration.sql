-- A summary that was made from the text stood as if its writer had typed it.
UPDATE "Post" SET "summary" = '' WHERE "summary" = "excerpt";
