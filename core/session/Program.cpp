// SPDX-License-Identifier: MIT
#include "core/session/Program.h"

#include "core/session/Lessons.h"
#include "core/session/ProgramInput.h"

#include <algorithm>
#include <array>
#include <bit>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr std::size_t bytesInOneTurn = 1 << 20;  // of each stream: who writes without end must not keep us
constexpr std::uint32_t fewestRecords = 8;       // an event with the longest text, and the wait for its room

struct Ends {
    FileDescriptor ours, theirs;
};

Result<Ends> makeOutputPipe() {
    int numbers[2];
    if (pipe2(numbers, O_CLOEXEC) != 0)
        return systemFailure("make a pipe for the program's output");
    fcntl(numbers[0], F_SETFL, O_NONBLOCK);
    return Ends{FileDescriptor{numbers[0]}, FileDescriptor{numbers[1]}};
}

Result<Ends> makeAttachSocket() {
    int numbers[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, numbers) != 0)
        return systemFailure("make the attach socket");
    return Ends{FileDescriptor{numbers[0]}, FileDescriptor{numbers[1]}};
}

bool readFrom(const FileDescriptor& end, int stream,
              const std::function<void(int stream, std::string_view bytes)>& hear,
              const std::function<bool()>& takes) {
    std::size_t heard = 0;
    std::array<char, 16384> buffer;
    while (end.isOpen() && heard < bytesInOneTurn && (!takes || takes())) {
        const ssize_t count = ::read(end.number(), buffer.data(), buffer.size());
        if (count <= 0)
            break;
        hear(stream, {buffer.data(), static_cast<std::size_t>(count)});
        heard += static_cast<std::size_t>(count);
    }
    return heard > 0;
}

// All but the descriptors.
SuperviseRequest superviseRequestFor(const RunRequest& request, std::optional<int> cpu) {
    SuperviseRequest supervise;
    supervise.supervisor = installedSupervisor();
    supervise.command = request.command;
    supervise.environment = request.environment;
    supervise.environment["HEDDLE_SEED"] = std::to_string(request.choosing.seed);
    supervise.folder = request.folder;
    supervise.cpu = cpu;
    return supervise;
}

}  // namespace

Result<std::unique_ptr<Program>> Program::start(const RunRequest& request, std::optional<int> cpu) {
    const std::uint32_t records = request.ringRecords
                                      ? std::max(std::bit_ceil(request.ringRecords), fewestRecords)
                                      : defaultRingRecords;
    auto page =
        RunPageMapping::create(records, request.isLossy, request.choosing.isHeld() ? Mode::held : Mode::free);
    auto attach = makeAttachSocket();
    auto output = makeOutputPipe();
    auto errors = makeOutputPipe();
    auto input = request.input ? request.input->connect() : Result<FileDescriptor>{};
    if (!page)
        return tl::unexpected(page.error());
    for (const Result<Ends>* made : {&attach, &output, &errors})
        if (!*made)
            return tl::unexpected(made->error());
    if (!input)
        return tl::unexpected(input.error());
    std::unique_ptr<Program> program{new Program(std::move(*page))};
    SuperviseRequest supervise = superviseRequestFor(request, cpu);
    const int socket = attach->theirs.number();
    supervise.environment[attachVariable] =
        std::to_string(socket) + "," + std::to_string(program->m_page.fd());
    if (request.input)
        supervise.standardInput = input->number();
    supervise.standardOutput = output->theirs.number();
    supervise.standardError = errors->theirs.number();
    supervise.handed = {socket, program->m_page.fd()};
    auto link = SupervisorLink::start(supervise);
    if (!link)
        return tl::unexpected(link.error());
    program->m_link = std::move(*link);
    program->m_attachEnd = std::move(attach->ours);
    program->m_standardOutput = std::move(output->ours);
    program->m_standardError = std::move(errors->ours);
    return program;
}

// That the attach socket has no other end any more is no news, though it stays readable then.
void Program::awaitNews(Span atMost) const {
    pollfd sources[] = {{m_link->fd(), POLLIN, 0}, {m_attachEnd.number(), POLLIN, 0}};
    const timespec limit{atMost.ns / 1'000'000'000, atMost.ns % 1'000'000'000};
    if (ppoll(sources, 2, &limit, nullptr) > 0 && sources[0].revents == 0 &&
        (sources[1].revents & POLLHUP) != 0)
        ppoll(sources, 1, &limit, nullptr);
}

bool Program::readOutput(const std::function<void(int stream, std::string_view bytes)>& hear,
                         const std::function<bool()>& takes) {
    const bool fromOutput = readFrom(m_standardOutput, 1, hear, takes);
    return readFrom(m_standardError, 2, hear, takes) || fromOutput;
}

}  // namespace heddle
