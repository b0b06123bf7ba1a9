-- CreateTable
CREATE TABLE "exercise_run" (
    "userId" TEXT NOT NULL,
    "exercise" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "completedAt" TIMESTAMP(3),
    "runs" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "exercise_run_pkey" PRIMARY KEY ("userId","exercise")
);

-- CreateTable
CREATE TABLE "check_record" (
    "userId" TEXT NOT NULL,
    "exercise" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "check" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'todo',
    "message" TEXT NOT NULL DEFAULT '',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "hints" INTEGER NOT NULL DEFAULT 0,
    "solution" BOOLEAN NOT NULL DEFAULT false,
    "answer" TEXT,
    "seen" BOOLEAN NOT NULL DEFAULT false,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "check_record_pkey" PRIMARY KEY ("userId","exercise","check")
);

-- AddForeignKey
ALTER TABLE "exercise_run" ADD CONSTRAINT "exercise_run_userId_fkey" FOREIGN KEY ("userId") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_record" ADD CONSTRAINT "check_record_userId_exercise_fkey" FOREIGN KEY ("userId", "exercise") REFERENCES "exercise_run"("userId", "exercise") ON DELETE CASCADE ON UPDATE CASCADE;
