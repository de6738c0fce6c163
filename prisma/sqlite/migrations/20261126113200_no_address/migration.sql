-- An import once made up an address from each name, and of a name without Latin letters nothing but the host was left.
UPDATE "Comment" SET "guestEmail" = NULL WHERE "guestEmail" = '@example.org';
