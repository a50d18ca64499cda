using System.Buffers.Binary;
using ICSharpCode.SharpZipLib;
using ICSharpCode.SharpZipLib.Checksum;
using ICSharpCode.SharpZipLib.Zip.Compression;

namespace Emulator.Engine.Recordings;

/// <summary>The text of a gzip file (RFC 1952), member by member; what doesn't belong there is an error.</summary>
/// <remarks>
/// The framework's stream takes a file that is cut off for one that ends, SharpZipLib's takes anything after the last
/// member for its end. Zeros there are padding, as they are to gzip itself.
/// </remarks>
/// <param name="file">At its beginning.</param>
internal sealed class GzipText(Stream file) : Stream
{
    private const int HasCrc = 2, HasExtra = 4, HasName = 8, HasComment = 16, Deflate = 8;
    private readonly Inflater _inflater = new(noHeader: true);
    private readonly Crc32 _crc = new();
    private readonly byte[] _input = new byte[1 << 16];
    private int _at, _end;
    private bool _inMember;
    private uint _length;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="SharpZipBaseException">
    /// The file is cut off, damaged, or goes on after its last member.
    /// </exception>
    public override int Read(byte[] buffer, int offset, int count)
    {
        while (_inMember || TryBegin())
        {
            var read = _inflater.Inflate(buffer, offset, count);
            _crc.Update(new ArraySegment<byte>(buffer, offset, read));
            _length += (uint)read;
            if (_inflater.IsFinished)
                End();
            if (read > 0)
                return read;
            if (_inMember && _inflater.IsNeedingInput)
                Feed();
        }
        return 0;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Feed()
    {
        if (!Fill())
            throw CutOff();
        _inflater.SetInput(_input, 0, _end);
        _at = _end;
    }

    // The next member's header; false at the end of the file.
    private bool TryBegin()
    {
        if (!Fill())
            return false;
        if (_input[_at] == 0)
            return OnlyZeros() ? false : throw Junk();
        if (NextOrJunk() != 0x1f || NextOrJunk() != 0x8b)
            throw Junk();
        PassHeader();
        _inflater.Reset();
        _crc.Reset();
        (_inMember, _length) = (true, 0);
        if (_at < _end)
            _inflater.SetInput(_input, _at, _end - _at);
        _at = _end;
        return true;
    }

    private void PassHeader()
    {
        var method = Next();
        var flags = Next();
        if (method != Deflate)
            throw new SharpZipBaseException($"compression method {method} isn't gzip's");
        Pass(6);
        if ((flags & HasExtra) != 0)
            Pass(Next() | Next() << 8);
        if ((flags & HasName) != 0)
            while (Next() != 0) { }
        if ((flags & HasComment) != 0)
            while (Next() != 0) { }
        if ((flags & HasCrc) != 0)
            Pass(2);
    }

    private void End()
    {
        _at = _end - _inflater.RemainingInput;
        _inMember = false;
        if (NextNumber() != (uint)_crc.Value || NextNumber() != _length)
            throw new SharpZipBaseException("the checksum or the length doesn't fit the data");
    }

    private uint NextNumber()
    {
        Span<byte> bytes = stackalloc byte[4];
        foreach (ref var b in bytes)
            b = Next();
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    private void Pass(int count)
    {
        for (; count > 0; count--)
            Next();
    }

    private byte Next() => Fill() ? _input[_at++] : throw CutOff();

    private byte NextOrJunk() => Fill() ? _input[_at++] : throw Junk();

    private bool OnlyZeros()
    {
        for (; Fill(); _at++)
            if (_input[_at] != 0)
                return false;
        return true;
    }

    private bool Fill()
    {
        if (_at == _end)
            (_at, _end) = (0, file.Read(_input));
        return _at < _end;
    }

    private static SharpZipBaseException CutOff() => new("the compressed data is cut off");

    private static SharpZipBaseException Junk() => new("what follows the compressed data isn't gzip");
}
