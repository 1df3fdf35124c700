// SPDX-License-Identifier: MIT
#include "core/supervise/SupervisorLink.h"

#include "core/base/DescriptorLimit.h"
#include "core/base/Time.h"
#include "core/supervise/ProcessTable.h"
#include "core/supervise/Supervisor.h"
#include "core/supervise/TaskTable.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle {
namespace {

constexpr Span patience =
    Span::seconds(5);  // for a supervisor that was told to end all; then it is killed too

std::vector<char*> pointersTo(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

std::vector<std::string> environmentWith(const std::map<std::string, std::string>& added) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        if (!added.contains(std::string(text.substr(0, text.find('=')))))
            all.emplace_back(text);
    }
    for (const auto& [name, value] : added)
        all.push_back(name + "=" + value);
    return all;
}

bool waitForEnd(int pidfd, int atMostMs) {
    pollfd process{pidfd, POLLIN, 0};
    int count = 0;
    do
        count = poll(&process, 1, atMostMs);
    while (count < 0 && errno == EINTR);
    return count > 0;
}

// Duplicated away first: a source that is itself 0, 1 or 2 must not be overwritten before it is copied.
class StandardStreams {
public:
    explicit StandardStreams(const SuperviseRequest& request)
        : m_copies{copyOf(request.standardInput), copyOf(request.standardOutput),
                   copyOf(request.standardError)} {}

    bool areOpen() const {
        return std::ranges::all_of(m_copies, [](const FileDescriptor& copy) { return copy.isOpen(); });
    }
    void addTo(posix_spawn_file_actions_t& actions) const {
        for (int i = 0; i < 3; ++i)
            posix_spawn_file_actions_adddup2(&actions, m_copies[i].number(), i);
    }

private:
    static FileDescriptor copyOf(int fd) { return FileDescriptor(fcntl(fd, F_DUPFD_CLOEXEC, 3)); }
    FileDescriptor m_copies[3];
};

}  // namespace

Result<std::unique_ptr<SupervisorLink>> SupervisorLink::start(const SuperviseRequest& request) {
    if (request.command.empty())
        return failure("start a program: none was named");
    if (std::any_of(request.handed.begin(), request.handed.end(), [](int fd) { return fd <= 2; }))
        return failure("start \"" + request.command[0] +
                       "\": standard input, output or error of heddle is closed");
    if (!request.folder.empty() && !std::filesystem::is_directory(request.folder))
        return failure("start \"" + request.command[0] + "\": there is no folder \"" +
                       request.folder.string() + "\" to start it in");
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    std::unique_ptr<SupervisorLink> link(new SupervisorLink);
    if (auto spawned = link->spawn(request); !spawned)
        return tl::unexpected(spawned.error());
    if (auto heard = link->hearStart(request); !heard)
        return tl::unexpected(heard.error());
    return link;
}

Result<void> SupervisorLink::spawn(const SuperviseRequest& request) {
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return systemFailure("make a socket to the supervisor");
    m_control = FileDescriptor(ends[0]);
    FileDescriptor theirs(ends[1]);

    m_mark = freshFamilyMark();
    const SupervisorTask task{theirs.number(),        m_mark,         request.cpu,
                              raiseDescriptorLimit(), request.handed, request.command};
    std::vector<std::string> arguments = argumentsOf(task);
    arguments.insert(arguments.begin(), request.supervisor.string());
    std::vector<std::string> environment = environmentWith(request.environment);

    const StandardStreams streams(request);
    if (!streams.areOpen())
        return systemFailure("hand the standard streams to the supervisor");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    streams.addTo(actions);
    posix_spawn_file_actions_adddup2(&actions, theirs.number(),
                                     theirs.number());  // the same number: drops CLOEXEC
    for (const int fd : request.handed)
        posix_spawn_file_actions_adddup2(&actions, fd, fd);
    if (!request.folder.empty())
        posix_spawn_file_actions_addchdir_np(&actions, request.folder.c_str());
    const int errorCode = posix_spawn(&m_supervisor, request.supervisor.c_str(), &actions, nullptr,
                                      pointersTo(arguments).data(), pointersTo(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (errorCode != 0)
        return systemFailure("start the supervisor \"" + request.supervisor.string() + "\"", errorCode);
    m_isOver = false;
    m_process = openProcess(m_supervisor);
    if (m_process.isOpen())
        return {};
    const int refusal = errno;
    m_control.close();  // means endAll: it ends what it has started by now, and then itself
    endSupervisor();
    return systemFailure("watch the supervisor", refusal);
}

Result<void> SupervisorLink::hearStart(const SuperviseRequest& request) {
    const std::string what = "start \"" + request.command[0] + "\"";
    Report first;
    ssize_t got = 0;
    do
        got = recv(m_control.number(), &first, sizeof first, 0);
    while (got < 0 && errno == EINTR);
    if (got != sizeof first)
        return failure(what + ": the supervisor ended before it could");
    if (first.kind != Report::Kind::started)
        return systemFailure(what, first.errorCode);
    m_root = first.pid;
    return {};
}

SupervisorLink::~SupervisorLink() {
    if (m_isOver)
        return;
    m_control.close();  // means endAll, and frees a supervisor that is in the middle of telling
    takeOver();
}

std::vector<std::int32_t> SupervisorLink::processes() const {
    return m_isOver ? std::vector<std::int32_t>{} : familyOf(m_supervisor);
}

void SupervisorLink::endAll() {
    send({Order::Kind::endAll, 0});
}

void SupervisorLink::kill(std::int32_t pid) {
    send({Order::Kind::kill, pid});
}

void SupervisorLink::send(const Order& order) {
    // A dead supervisor is told by next().
    ::send(m_control.number(), &order, sizeof order, MSG_NOSIGNAL | MSG_DONTWAIT);
}

std::optional<Report> SupervisorLink::next() {
    if (m_reports.empty() && !m_isOver) {
        Report report;
        // Its end may be told ahead of its last words: an order that it did not read resets the socket, and
        // the kernel looks for the end after it looked for words. What it said is there when asked once more.
        for (int asked = 0; asked < 2; ++asked) {
            const ssize_t got = recv(m_control.number(), &report, sizeof report, MSG_DONTWAIT);
            if (got == sizeof report) {
                m_saidAllGone = m_saidAllGone || report.kind == Report::Kind::allGone;
                return report;
            }
            if (got < 0 && (errno == EAGAIN || errno == EINTR))
                return std::nullopt;
        }
        takeOver();
    }
    if (m_reports.empty())
        return std::nullopt;
    const Report report = m_reports.front();
    m_reports.pop_front();
    return report;
}

// Our own child that nobody has reaped: its number is its own. Without its pidfd it is asked for by that.
void SupervisorLink::endSupervisor() {
    const Instant limit = monotonicNow() + patience;
    const auto isLate = [&] { return monotonicNow() > limit; };
    while (!endedChild(m_supervisor) && !isLate())
        waitForEnd(m_process.number(), m_process.isOpen() ? static_cast<int>(patience.ns / 1000000) : 5);
    if (!endedChild(m_supervisor))
        ::kill(m_supervisor, SIGKILL);
    reapChild(m_supervisor);
    m_isOver = true;
}

// Its sockets close before its children come to us: only when its pidfd says so have all of them come.
void SupervisorLink::takeOver() {
    endSupervisor();
    if (m_saidAllGone)
        return;
    m_reports.push_back({Report::Kind::lost, 0, {}, 0, 0});
    for (auto ours = orphans(); !ours.empty(); ours = orphans()) {
        for (const std::int32_t pid : ours)
            signalChild(pid, SIGKILL);
        for (const std::int32_t pid : ours)
            reapOrphan(pid);
    }
    m_reports.push_back({Report::Kind::allGone, 0, {}, 0, 0});
}

// This process may have other children (other runs, an encoder): ours carry the mark.
std::vector<std::int32_t> SupervisorLink::orphans() const {
    std::vector<std::int32_t> ours = childrenOf(getpid());
    std::erase_if(ours, [this](std::int32_t pid) { return pid != m_root && !hasFamilyMark(pid, m_mark); });
    return ours;
}

// What cannot end yet is met again in the next round, with what it has started since.
void SupervisorLink::reapOrphan(std::int32_t pid) {
    const FileDescriptor child = openChild(pid);
    if (child.isOpen() && !waitForEnd(child.number(), 20))
        return;
    if (const auto ended = endedChild(pid)) {
        m_reports.push_back({Report::Kind::ended, pid, ended->ending, pid == m_root ? 1U : 0U, 0});
        reapChild(pid);
    }
}

}  // namespace heddle
