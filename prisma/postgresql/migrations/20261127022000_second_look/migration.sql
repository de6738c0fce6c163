-- Moderators ask others for a second look at a response.

-- CreateTable
CREATE TABLE "SecondLook" (
    "id" SERIAL NOT NULL,
    "commentId" INTEGER,
    "pingbackId" INTEGER,
    "personId" INTEGER,
    "words" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SecondLook_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SecondLook_commentId_key" ON "SecondLook"("commentId");

-- CreateIndex
CREATE UNIQUE INDEX "SecondLook_pingbackId_key" ON "SecondLook"("pingbackId");

-- CreateIndex
CREATE INDEX "SecondLook_createdAt_id_idx" ON "SecondLook"("createdAt", "id");

-- CreateIndex
CREATE INDEX "SecondLook_personId_idx" ON "SecondLook"("personId");

-- AddForeignKey
ALTER TABLE "SecondLook" ADD CONSTRAINT "SecondLook_commentId_fkey" FOREIGN KEY ("commentId") REFERENCES "Comment"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondLook" ADD CONSTRAINT "SecondLook_pingbackId_fkey" FOREIGN KEY ("pingbackId") REFERENCES "Pingback"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SecondLook" ADD CONSTRAINT "SecondLook_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;
