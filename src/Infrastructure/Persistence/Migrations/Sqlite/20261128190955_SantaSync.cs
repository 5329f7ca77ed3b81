using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ToolRegistry.Infrastructure.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class SantaSync : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SantaDeliveries",
                columns: table => new
                {
                    Sha256 = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Compressed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SantaDeliveries", x => x.Sha256);
                });

            migrationBuilder.CreateTable(
                name: "SantaMachines",
                columns: table => new
                {
                    Channel = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Machine = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Held = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    HeldRevision = table.Column<long>(type: "INTEGER", nullable: true),
                    Wanted = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    WantedRevision = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    RulesHash = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Refused = table.Column<int>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SantaMachines", x => new { x.Channel, x.Machine });
                });

            migrationBuilder.CreateIndex(
                name: "IX_SantaMachines_LastAt",
                table: "SantaMachines",
                column: "LastAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SantaDeliveries");

            migrationBuilder.DropTable(
                name: "SantaMachines");
        }
    }
}
