-- CreateTable
CREATE TABLE "authored_lesson" (
    "id" TEXT NOT NULL,
    "ownerId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "authored_lesson_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "authored_file" (
    "lessonId" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "authored_file_pkey" PRIMARY KEY ("lessonId","path")
);

-- CreateTable
CREATE TABLE "authored_proof" (
    "lessonId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "report" JSONB NOT NULL,
    "runningBy" TEXT,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "seenAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "authored_proof_pkey" PRIMARY KEY ("lessonId")
);

-- CreateTable
CREATE TABLE "authored_version" (
    "lesson" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "files" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "outline" JSONB NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "authored_version_pkey" PRIMARY KEY ("lesson","number")
);

-- CreateIndex
CREATE INDEX "authored_lesson_ownerId_idx" ON "authored_lesson"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "authored_proof_runningBy_key" ON "authored_proof"("runningBy");

-- AddForeignKey
ALTER TABLE "authored_lesson" ADD CONSTRAINT "authored_lesson_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authored_file" ADD CONSTRAINT "authored_file_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "authored_lesson"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "authored_proof" ADD CONSTRAINT "authored_proof_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "authored_lesson"("id") ON DELETE CASCADE ON UPDATE CASCADE;
