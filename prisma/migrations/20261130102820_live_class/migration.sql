-- AlterTable
ALTER TABLE "class_place" ADD COLUMN     "handRaisedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "class_message" (
    "id" TEXT NOT NULL,
    "classId" TEXT NOT NULL,
    "placeId" TEXT,
    "author" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sentAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "class_message_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "class_message_classId_sentAt_idx" ON "class_message"("classId", "sentAt");

-- CreateIndex
CREATE INDEX "class_message_placeId_idx" ON "class_message"("placeId");

-- AddForeignKey
ALTER TABLE "class_message" ADD CONSTRAINT "class_message_classId_fkey" FOREIGN KEY ("classId") REFERENCES "classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_message" ADD CONSTRAINT "class_message_placeId_fkey" FOREIGN KEY ("placeId") REFERENCES "class_place"("id") ON DELETE CASCADE ON UPDATE CASCADE;
