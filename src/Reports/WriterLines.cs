namespace Emulator.Reports;

/// <summary>Several lines to a writer.</summary>
internal static class WriterLines
{
    extension(TextWriter writer)
    {
        public void WriteLines(IEnumerable<string> lines)
        {
            foreach (var line in lines)
                writer.WriteLine(line);
        }

        /// <summary>A sentence, 80 columns wide; its further lines stand two columns to the right.</summary>
        public void WriteWrapped(string text, string indent) =>
            writer.WriteLines(TraceText.Wrap(text, indent, indent + "  "));
    }
}
