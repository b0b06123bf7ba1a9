-- CreateTable
CREATE TABLE "terminal_watch" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "watcherName" TEXT NOT NULL,
    "className" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,
    "sharedAt" TIMESTAMP(3),

    CONSTRAINT "terminal_watch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast" (
    "classId" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "terminal" INTEGER NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("classId")
);

-- CreateIndex
CREATE INDEX "terminal_watch_userId_startedAt_idx" ON "terminal_watch"("userId", "startedAt");

-- CreateIndex
CREATE INDEX "terminal_watch_seenAt_idx" ON "terminal_watch"("seenAt");

-- CreateIndex
CREATE INDEX "broadcast_userId_idx" ON "broadcast"("userId");

-- AddForeignKey
ALTER TABLE "terminal_watch" ADD CONSTRAINT "terminal_watch_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_classId_fkey" FOREIGN KEY ("classId") REFERENCES "classroom"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
