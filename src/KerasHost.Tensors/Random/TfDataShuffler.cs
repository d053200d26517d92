using System.Collections;

namespace KerasHost.RandomNumbers;

/// <summary>
/// The iterator of <c>Dataset.shuffle(buffer_size)</c>: keeps a buffer of the input filled and emits a random element of it, in
/// TensorFlow's order.
/// </summary>
/// <typeparam name="T">What the dataset holds.</typeparam>
public sealed class TfDataShuffler<T> : IEnumerator<T>
{
    private readonly IEnumerator<T> _input;
    private readonly long _capacity;
    private readonly List<T> _buffer = [];
    private PhiloxWords _words;
    private long _start, _end;
    private bool _exhausted;
    private T? _current;

    /// <summary>An iterator over the input, which it owns.</summary>
    /// <param name="input">The elements in their order.</param>
    /// <param name="bufferSize">How many elements are held at a time; -1 holds all of them.</param>
    /// <param name="seeds">From <see cref="TfDataShuffleSeeds.NextIterator"/>.</param>
    /// <exception cref="KerasValueException">The buffer size is neither positive nor -1.</exception>
    public TfDataShuffler(IEnumerator<T> input, long bufferSize, SeedPair seeds)
    {
        if (bufferSize <= 0 && bufferSize != -1)
            throw new KerasValueException($"`buffer_size` must be greater than zero. Received: {bufferSize}");
        _input = input;
        _capacity = bufferSize == -1 ? long.MaxValue : bufferSize;
        _words = new PhiloxWords(Philox4x32.Stateful(seeds.Seed, seeds.Seed2));
    }

    /// <summary>The element emitted last.</summary>
    public T Current => _current!;

    object? IEnumerator.Current => _current;

    /// <summary>Emits the next element; false at the end.</summary>
    public bool MoveNext()
    {
        while (!_exhausted && _end - _start < _capacity)
            Read();
        if (_end == _start)
        {
            _current = default;
            return false;
        }
        int first = (int)(_start % _capacity);
        int chosen = (int)((_start + _words.Next() % (_end - _start)) % _capacity);
        _current = _buffer[chosen];
        _buffer[chosen] = _buffer[first];
        // The place is free: what was in it must not be kept alive.
        _buffer[first] = default!;
        _start++;
        return true;
    }

    private void Read()
    {
        if (!_input.MoveNext())
        {
            _exhausted = true;
            return;
        }
        int place = (int)(_end % _capacity);
        if (place == _buffer.Count)
            _buffer.Add(_input.Current);
        else
            _buffer[place] = _input.Current;
        _end++;
    }

    /// <summary>An iterator runs once.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public void Reset() => throw new NotSupportedException("an iterator of a shuffled dataset runs once; make another");

    /// <summary>Disposes the input.</summary>
    public void Dispose() => _input.Dispose();
}
