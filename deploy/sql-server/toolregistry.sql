IF OBJECT_ID(N'[__EFMigrationsHistory]') IS NULL
BEGIN
    CREATE TABLE [__EFMigrationsHistory] (
        [MigrationId] nvarchar(150) NOT NULL,
        [ProductVersion] nvarchar(32) NOT NULL,
        CONSTRAINT [PK___EFMigrationsHistory] PRIMARY KEY ([MigrationId])
    );
END;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Assessments] (
        [Number] int NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Range] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Likelihood] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Impact] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Level] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Factors] nvarchar(max) NOT NULL,
        [Rationale] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [NextReviewAt] bigint NOT NULL,
        [AssessedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [AssessedAt] bigint NOT NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Assessments] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Audit] (
        [Seq] bigint NOT NULL,
        [At] bigint NOT NULL,
        [Owner] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Action] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Subject] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Outcome] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Code] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PreviousHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Texts] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Audit] PRIMARY KEY ([Seq])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [AuditHead] (
        [Id] int NOT NULL,
        [Writers] bigint NOT NULL,
        [Seq] bigint NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_AuditHead] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [CheckCounts] (
        [Hour] bigint NOT NULL,
        [Key] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NULL,
        [Subject] nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Version] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Environment] nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
        [Outcome] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Count] bigint NOT NULL,
        CONSTRAINT [PK_CheckCounts] PRIMARY KEY ([Hour], [Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Claims] (
        [Number] int NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Range] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Statement] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [History] nvarchar(max) NOT NULL,
        [CreatedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] bigint NOT NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Claims] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Copies] (
        [Sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Size] int NOT NULL,
        [Bytes] varbinary(max) NOT NULL,
        [StoredAt] bigint NOT NULL,
        CONSTRAINT [PK_Copies] PRIMARY KEY ([Sha256])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [DecisionChanges] (
        [Decision] int NOT NULL,
        [Seq] bigint NOT NULL,
        [Subject] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Revision] int NOT NULL,
        [At] bigint NOT NULL,
        [By] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Kind] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [What] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [IsMaterial] bit NOT NULL,
        [OpensLiftReview] bit NOT NULL,
        [IsOpen] bit NOT NULL,
        CONSTRAINT [PK_DecisionChanges] PRIMARY KEY ([Decision], [Seq], [Subject])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Decisions] (
        [Number] int NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Decisions] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Evidence] (
        [Number] int NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Status] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SupersededBy] int NULL,
        [Content] nvarchar(max) NOT NULL,
        [History] nvarchar(max) NOT NULL,
        [RecordedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RecordedAt] bigint NOT NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Evidence] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Exceptions] (
        [Number] int NOT NULL,
        [Decision] int NOT NULL,
        [Terms] nvarchar(max) NOT NULL,
        [State] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Review] nvarchar(max) NOT NULL,
        [RequestedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] bigint NOT NULL,
        [DecidedAt] bigint NULL,
        [EndedAt] bigint NULL,
        [Outcome] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Exceptions] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Idempotency] (
        [Key] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RequestHash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Answer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [ExpiresAt] bigint NOT NULL,
        CONSTRAINT [PK_Idempotency] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Outbox] (
        [Seq] bigint NOT NULL,
        [Type] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Subject] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [At] bigint NOT NULL,
        [Revision] bigint NOT NULL,
        CONSTRAINT [PK_Outbox] PRIMARY KEY ([Seq])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [PolicyFacts] (
        [Kind] nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Key] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [FromRevision] bigint NOT NULL,
        [ToRevision] bigint NULL,
        [Json] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_PolicyFacts] PRIMARY KEY ([Kind], [Key], [FromRevision])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [PolicyHead] (
        [Id] int NOT NULL,
        [Revision] bigint NOT NULL,
        [ChangedAt] bigint NOT NULL,
        [AccessRevision] bigint NOT NULL,
        CONSTRAINT [PK_PolicyHead] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Requests] (
        [Number] int NOT NULL,
        [Kind] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Subject] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Decision] int NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [State] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [RequestedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] bigint NOT NULL,
        [AnsweredBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [AnsweredAt] bigint NULL,
        [Answer] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Requests] PRIMARY KEY ([Number])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [SetupCodes] (
        [Id] int NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExpiresAt] bigint NOT NULL,
        CONSTRAINT [PK_SetupCodes] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [SigningKeys] (
        [Id] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [PublicKey] varbinary(max) NOT NULL,
        [Sealed] varbinary(max) NOT NULL,
        [CreatedAt] bigint NOT NULL,
        CONSTRAINT [PK_SigningKeys] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Tokens] (
        [Id] nvarchar(32) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Name] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Owner] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Role] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Groups] nvarchar(max) NOT NULL,
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] bigint NOT NULL,
        [CreatedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ExpiresAt] bigint NOT NULL,
        [RevokedAt] bigint NULL,
        [LastUsedAt] bigint NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Tokens] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [ToolKeys] (
        [Hash] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_ToolKeys] PRIMARY KEY ([Hash])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Tools] (
        [Slug] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Identity] nvarchar(max) NOT NULL,
        [PendingIdentity] nvarchar(max) NULL,
        [CreatedAt] bigint NOT NULL,
        [RowVersion] int NOT NULL,
        [BusinessPurpose] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Category] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [EndOfSupport] date NULL,
        [LastVerifiedAt] date NULL,
        [Name] nvarchar(300) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Owner] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Publisher] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [SupportStatus] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        CONSTRAINT [PK_Tools] PRIMARY KEY ([Slug])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [DecisionRevisions] (
        [Number] int NOT NULL,
        [Decision] int NOT NULL,
        [Kind] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [State] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Terms] nvarchar(max) NOT NULL,
        [Review] nvarchar(max) NOT NULL,
        [Reason] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [Outcome] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        [CreatedAt] bigint NOT NULL,
        [ProposedBy] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [ProposedAt] bigint NULL,
        [DecidedAt] bigint NULL,
        [EndedAt] bigint NULL,
        [Support] nvarchar(max) NULL,
        [RiskLevel] nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
        [ReviewBy] bigint NULL,
        [Expedition] nvarchar(max) NULL,
        [Exceptions] nvarchar(max) NOT NULL,
        CONSTRAINT [PK_DecisionRevisions] PRIMARY KEY ([Decision], [Number]),
        CONSTRAINT [FK_DecisionRevisions_Decisions_Decision] FOREIGN KEY ([Decision]) REFERENCES [Decisions] ([Number]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE TABLE [Releases] (
        [Version] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Tool] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [ReleasedAt] date NULL,
        CONSTRAINT [PK_Releases] PRIMARY KEY ([Tool], [Version]),
        CONSTRAINT [FK_Releases_Tools_Tool] FOREIGN KEY ([Tool]) REFERENCES [Tools] ([Slug]) ON DELETE CASCADE
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Hash', N'Seq', N'Writers') AND [object_id] = OBJECT_ID(N'[AuditHead]'))
        SET IDENTITY_INSERT [AuditHead] ON;
    EXEC(N'INSERT INTO [AuditHead] ([Id], [Hash], [Seq], [Writers])
    VALUES (1, N''0000000000000000000000000000000000000000000000000000000000000000'', CAST(0 AS bigint), CAST(0 AS bigint))');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'Hash', N'Seq', N'Writers') AND [object_id] = OBJECT_ID(N'[AuditHead]'))
        SET IDENTITY_INSERT [AuditHead] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'AccessRevision', N'ChangedAt', N'Revision') AND [object_id] = OBJECT_ID(N'[PolicyHead]'))
        SET IDENTITY_INSERT [PolicyHead] ON;
    EXEC(N'INSERT INTO [PolicyHead] ([Id], [AccessRevision], [ChangedAt], [Revision])
    VALUES (1, CAST(0 AS bigint), CAST(621355968000000000 AS bigint), CAST(0 AS bigint))');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'AccessRevision', N'ChangedAt', N'Revision') AND [object_id] = OBJECT_ID(N'[PolicyHead]'))
        SET IDENTITY_INSERT [PolicyHead] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Assessments_Tool] ON [Assessments] ([Tool]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Audit_Subject] ON [Audit] ([Subject]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_CheckCounts_Tool_Hour] ON [CheckCounts] ([Tool], [Hour]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Claims_Tool] ON [Claims] ([Tool]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_DecisionChanges_IsOpen] ON [DecisionChanges] ([IsOpen]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_DecisionRevisions_Decision_State] ON [DecisionRevisions] ([Decision], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_DecisionRevisions_ReviewBy] ON [DecisionRevisions] ([ReviewBy]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Decisions_Tool] ON [Decisions] ([Tool]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Evidence_Tool] ON [Evidence] ([Tool]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Exceptions_Decision] ON [Exceptions] ([Decision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Idempotency_ExpiresAt] ON [Idempotency] ([ExpiresAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_PolicyFacts_FromRevision] ON [PolicyFacts] ([FromRevision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_PolicyFacts_ToRevision] ON [PolicyFacts] ([ToRevision]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Requests_State] ON [Requests] ([State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Tokens_Hash] ON [Tokens] ([Hash]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_ToolKeys_Tool] ON [ToolKeys] ([Tool]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    CREATE INDEX [IX_Tools_CreatedAt] ON [Tools] ([CreatedAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128130503_Initial'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261128130503_Initial', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128163503_Exports'
)
BEGIN
    CREATE TABLE [Channels] (
        [Name] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Terms] nvarchar(max) NOT NULL,
        [Pending] nvarchar(max) NULL,
        [CreatedAt] bigint NOT NULL,
        [ChangedAt] bigint NOT NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Channels] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128163503_Exports'
)
BEGIN
    CREATE TABLE [ExportPulls] (
        [Channel] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Target] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Puller] nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Revision] bigint NOT NULL,
        [FirstAt] bigint NOT NULL,
        [LastAt] bigint NOT NULL,
        [Count] bigint NOT NULL,
        CONSTRAINT [PK_ExportPulls] PRIMARY KEY ([Channel], [Target], [Puller], [Sha256])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128163503_Exports'
)
BEGIN
    CREATE INDEX [IX_ExportPulls_LastAt] ON [ExportPulls] ([LastAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128163503_Exports'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261128163503_Exports', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128191000_SantaSync'
)
BEGIN
    CREATE TABLE [SantaDeliveries] (
        [Sha256] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Compressed] varbinary(max) NOT NULL,
        [CreatedAt] bigint NOT NULL,
        CONSTRAINT [PK_SantaDeliveries] PRIMARY KEY ([Sha256])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128191000_SantaSync'
)
BEGIN
    CREATE TABLE [SantaMachines] (
        [Channel] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Machine] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Held] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [HeldRevision] bigint NULL,
        [Wanted] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [WantedRevision] bigint NOT NULL,
        [From] nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
        [RulesHash] nvarchar(200) COLLATE Latin1_General_100_BIN2 NULL,
        [Refused] int NOT NULL,
        [LastAt] bigint NOT NULL,
        CONSTRAINT [PK_SantaMachines] PRIMARY KEY ([Channel], [Machine])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128191000_SantaSync'
)
BEGIN
    CREATE INDEX [IX_SantaMachines_LastAt] ON [SantaMachines] ([LastAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128191000_SantaSync'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261128191000_SantaSync', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128201952_RsaSigningKeys'
)
BEGIN
    DELETE FROM SigningKeys
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128201952_RsaSigningKeys'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261128201952_RsaSigningKeys', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128230601_SessionKeys'
)
BEGIN
    CREATE TABLE [SessionKeys] (
        [Name] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Xml] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [CreatedAt] bigint NOT NULL,
        CONSTRAINT [PK_SessionKeys] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261128230601_SessionKeys'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261128230601_SessionKeys', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    DELETE FROM Outbox
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    ALTER TABLE [Outbox] ADD [Data] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT N'';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    ALTER TABLE [Outbox] ADD [Id] uniqueidentifier NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000';
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    ALTER TABLE [ExportPulls] ADD [BehindSince] bigint NULL;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    ALTER TABLE [ExportPulls] ADD [IsBehindTold] bit NOT NULL DEFAULT CAST(0 AS bit);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    ALTER TABLE [AuditHead] ADD [Events] bigint NOT NULL DEFAULT CAST(0 AS bigint);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE TABLE [Deliveries] (
        [Webhook] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Event] bigint NOT NULL,
        [Subject] nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [State] nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Attempts] int NOT NULL,
        [AllAttempts] int NOT NULL,
        [DueAt] bigint NOT NULL,
        [EndedAt] bigint NULL,
        CONSTRAINT [PK_Deliveries] PRIMARY KEY ([Webhook], [Event])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE TABLE [DeliveryAttempts] (
        [Webhook] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Event] bigint NOT NULL,
        [Attempt] int NOT NULL,
        [At] bigint NOT NULL,
        [TookMs] bigint NOT NULL,
        [Status] int NULL,
        [Failure] nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
        [Request] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Response] nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
        CONSTRAINT [PK_DeliveryAttempts] PRIMARY KEY ([Webhook], [Event], [Attempt])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE TABLE [EventWatch] (
        [Id] int NOT NULL,
        [PolicyTo] bigint NULL,
        [ReviewsTo] bigint NULL,
        CONSTRAINT [PK_EventWatch] PRIMARY KEY ([Id])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE TABLE [Webhooks] (
        [Name] nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Terms] nvarchar(max) NOT NULL,
        [Address] nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [Secrets] nvarchar(max) NOT NULL,
        [CreatedAt] bigint NOT NULL,
        [ChangedAt] bigint NOT NULL,
        [RowVersion] int NOT NULL,
        CONSTRAINT [PK_Webhooks] PRIMARY KEY ([Name])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    EXEC(N'UPDATE [AuditHead] SET [Events] = CAST(0 AS bigint)
    WHERE [Id] = 1;
    SELECT @@ROWCOUNT');
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'PolicyTo', N'ReviewsTo') AND [object_id] = OBJECT_ID(N'[EventWatch]'))
        SET IDENTITY_INSERT [EventWatch] ON;
    EXEC(N'INSERT INTO [EventWatch] ([Id], [PolicyTo], [ReviewsTo])
    VALUES (1, NULL, NULL)');
    IF EXISTS (SELECT * FROM [sys].[identity_columns] WHERE [name] IN (N'Id', N'PolicyTo', N'ReviewsTo') AND [object_id] = OBJECT_ID(N'[EventWatch]'))
        SET IDENTITY_INSERT [EventWatch] OFF;
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE INDEX [IX_Outbox_At] ON [Outbox] ([At]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE UNIQUE INDEX [IX_Outbox_Id] ON [Outbox] ([Id]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE INDEX [IX_Outbox_Subject_Type] ON [Outbox] ([Subject], [Type]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE INDEX [IX_Deliveries_Event] ON [Deliveries] ([Event]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE INDEX [IX_Deliveries_State_DueAt] ON [Deliveries] ([State], [DueAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE INDEX [IX_Deliveries_Webhook_Subject_State] ON [Deliveries] ([Webhook], [Subject], [State]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    CREATE INDEX [IX_DeliveryAttempts_Event] ON [DeliveryAttempts] ([Event]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129070640_Webhooks'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261129070640_Webhooks', N'10.0.14');
END;

COMMIT;
GO

BEGIN TRANSACTION;
IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129131941_EndedSessions'
)
BEGIN
    CREATE TABLE [EndedSessions] (
        [Key] nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
        [EndedAt] bigint NOT NULL,
        [ForgetAt] bigint NOT NULL,
        CONSTRAINT [PK_EndedSessions] PRIMARY KEY ([Key])
    );
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129131941_EndedSessions'
)
BEGIN
    CREATE INDEX [IX_EndedSessions_ForgetAt] ON [EndedSessions] ([ForgetAt]);
END;

IF NOT EXISTS (
    SELECT * FROM [__EFMigrationsHistory]
    WHERE [MigrationId] = N'20261129131941_EndedSessions'
)
BEGIN
    INSERT INTO [__EFMigrationsHistory] ([MigrationId], [ProductVersion])
    VALUES (N'20261129131941_EndedSessions', N'10.0.14');
END;

COMMIT;
GO

