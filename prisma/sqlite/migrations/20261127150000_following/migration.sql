-- Who follows what, how they are told, and what they were told of.

-- CreateTable
CREATE TABLE "Subscriber" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "accountId" INTEGER,
    "email" TEXT,
    "linkVersion" INTEGER NOT NULL DEFAULT 0,
    "digestHour" INTEGER NOT NULL DEFAULT 7,
    "digestWeekday" INTEGER NOT NULL DEFAULT 1,
    "timeZone" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Subscriber_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Subscription" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "subscriberId" INTEGER NOT NULL,
    "site" BOOLEAN,
    "postId" INTEGER,
    "commentId" INTEGER,
    "seriesId" INTEGER,
    "tagId" INTEGER,
    "personId" INTEGER,
    "delivery" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Subscription_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Subscription_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Subscription_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Subscription_seriesId_fkey" FOREIGN KEY ("seriesId") REFERENCES "Series" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Subscription_tagId_fkey" FOREIGN KEY ("tagId") REFERENCES "Tag" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Subscription_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "NotificationPreference" (
    "subscriberId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "delivery" TEXT NOT NULL,

    PRIMARY KEY ("subscriberId", "kind"),
    CONSTRAINT "NotificationPreference_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MutedConversation" (
    "subscriberId" INTEGER NOT NULL,
    "postId" INTEGER NOT NULL,
    "createdAt" DATETIME NOT NULL,

    PRIMARY KEY ("subscriberId", "postId"),
    CONSTRAINT "MutedConversation_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MutedConversation_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Notification" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "subscriberId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "subscriptionId" INTEGER,
    "postId" INTEGER NOT NULL,
    "newPostId" INTEGER,
    "commentId" INTEGER,
    "delivery" TEXT NOT NULL,
    "dueAt" DATETIME,
    "messageId" TEXT,
    "sentAt" DATETIME,
    "readAt" DATETIME,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Notification_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_subscriptionId_fkey" FOREIGN KEY ("subscriptionId") REFERENCES "Subscription" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Notification_postId_fkey" FOREIGN KEY ("postId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_newPostId_fkey" FOREIGN KEY ("newPostId") REFERENCES "Post" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Notification_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "Subscriber_accountId_key" ON "Subscriber"("accountId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscriber_email_key" ON "Subscriber"("email");

-- CreateIndex
CREATE INDEX "Subscription_site_subscriberId_idx" ON "Subscription"("site", "subscriberId");

-- CreateIndex
CREATE INDEX "Subscription_postId_subscriberId_idx" ON "Subscription"("postId", "subscriberId");

-- CreateIndex
CREATE INDEX "Subscription_commentId_subscriberId_idx" ON "Subscription"("commentId", "subscriberId");

-- CreateIndex
CREATE INDEX "Subscription_seriesId_subscriberId_idx" ON "Subscription"("seriesId", "subscriberId");

-- CreateIndex
CREATE INDEX "Subscription_tagId_subscriberId_idx" ON "Subscription"("tagId", "subscriberId");

-- CreateIndex
CREATE INDEX "Subscription_personId_subscriberId_idx" ON "Subscription"("personId", "subscriberId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_subscriberId_site_key" ON "Subscription"("subscriberId", "site");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_subscriberId_postId_key" ON "Subscription"("subscriberId", "postId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_subscriberId_commentId_key" ON "Subscription"("subscriberId", "commentId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_subscriberId_seriesId_key" ON "Subscription"("subscriberId", "seriesId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_subscriberId_tagId_key" ON "Subscription"("subscriberId", "tagId");

-- CreateIndex
CREATE UNIQUE INDEX "Subscription_subscriberId_personId_key" ON "Subscription"("subscriberId", "personId");

-- CreateIndex
CREATE INDEX "MutedConversation_postId_idx" ON "MutedConversation"("postId");

-- CreateIndex
CREATE INDEX "Notification_dueAt_subscriberId_idx" ON "Notification"("dueAt", "subscriberId");

-- CreateIndex
CREATE INDEX "Notification_subscriberId_id_idx" ON "Notification"("subscriberId", "id");

-- CreateIndex
CREATE INDEX "Notification_subscriberId_readAt_idx" ON "Notification"("subscriberId", "readAt");

-- CreateIndex
CREATE INDEX "Notification_subscriptionId_idx" ON "Notification"("subscriptionId");

-- CreateIndex
CREATE INDEX "Notification_postId_subscriberId_idx" ON "Notification"("postId", "subscriberId");

-- CreateIndex
CREATE INDEX "Notification_newPostId_idx" ON "Notification"("newPostId");

-- CreateIndex
CREATE INDEX "Notification_commentId_idx" ON "Notification"("commentId");

-- CreateIndex
CREATE INDEX "Notification_createdAt_idx" ON "Notification"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_subscriberId_newPostId_key" ON "Notification"("subscriberId", "newPostId");

-- CreateIndex
CREATE UNIQUE INDEX "Notification_subscriberId_commentId_key" ON "Notification"("subscriberId", "commentId");


