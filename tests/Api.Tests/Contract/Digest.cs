using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using ToolRegistry.Api.Tests.Hosting;

namespace ToolRegistry.Api.Tests.Contract;

/// <summary>All that the database holds, as one hash for each table: equal digests mean that nothing was changed.</summary>
internal static class Digest
{
    // Refusals are put on record here, and only here; when a token was last used is noted on every request.
    private static readonly string[] Apart = ["Audit", "AuditHead"];
    private static readonly string[] ColumnsApart = ["LastUsedAt"];

    public static Task<string> DigestAsync(this RegisterHost host) => host.WithDatabaseAsync(async db =>
    {
        var digest = new StringBuilder();
        await db.Database.OpenConnectionAsync();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()!).Distinct(StringComparer.Ordinal).Except(Apart).Order(StringComparer.Ordinal))
            digest.Append(CultureInfo.InvariantCulture, $"{table} {await HashAsync(db, table)}\n");
        return digest.ToString();
    });

    private static async Task<string> HashAsync(DbContext db, string table)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The table's name comes from the model.
        command.CommandText = $"SELECT * FROM \"{table}\"";
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Where(i => !ColumnsApart.Contains(reader.GetName(i))).Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        rows.Sort(StringComparer.Ordinal);
        return $"{rows.Count} {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', rows))))}";
    }
}
