-- The database, once, by somebody who may create databases (SQL Server; on Azure SQL the database is there already).
-- With sqlcmd: sqlcmd -S tcp:sql.example.com,1433 -b -i database.sql
IF DB_ID(N'ToolRegistry') IS NULL
    CREATE DATABASE [ToolRegistry];
GO

-- Who reads does not wait for who writes. Azure SQL has it on already.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'ToolRegistry' AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE [ToolRegistry] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO

-- Backups of the log, and with them a restore to any instant, need the full recovery model.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'ToolRegistry' AND recovery_model_desc <> N'FULL')
    ALTER DATABASE [ToolRegistry] SET RECOVERY FULL;
GO

ALTER DATABASE [ToolRegistry] SET PAGE_VERIFY CHECKSUM;
GO
