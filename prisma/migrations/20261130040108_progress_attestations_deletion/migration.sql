-- AlterTable
ALTER TABLE "lesson_progress" ADD COLUMN     "seconds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "seenAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "quiz_record" (
    "userId" TEXT NOT NULL,
    "quiz" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "answer" INTEGER[],
    "firstAt" TIMESTAMP(3) NOT NULL,
    "passedAt" TIMESTAMP(3),

    CONSTRAINT "quiz_record_pkey" PRIMARY KEY ("userId","quiz")
);

-- CreateTable
CREATE TABLE "attestation" (
    "code" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "attestation_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "account_deletion" (
    "userId" TEXT NOT NULL,
    "askedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "account_deletion_pkey" PRIMARY KEY ("userId")
);

-- CreateIndex
CREATE UNIQUE INDEX "attestation_userId_scope_key" ON "attestation"("userId", "scope");

-- AddForeignKey
ALTER TABLE "quiz_record" ADD CONSTRAINT "quiz_record_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attestation" ADD CONSTRAINT "attestation_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account_deletion" ADD CONSTRAINT "account_deletion_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;
