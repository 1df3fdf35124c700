// SPDX-License-Identifier: MIT
#include "core/supervise/Supervisor.h"

#include "core/base/DescriptorLimit.h"
#include "core/supervise/ProcessTable.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <string_view>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>

namespace heddle {
namespace {

template <class Number = int>
std::optional<Number> wholeNumber(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || text[0] == '-')
        return std::nullopt;
    return number;
}

std::optional<std::vector<int>> wholeNumbers(std::string_view list) {
    std::vector<int> numbers;
    while (!list.empty()) {
        const std::size_t comma = std::min(list.find(','), list.size());
        const auto number = wholeNumber(list.substr(0, comma));
        if (!number)
            return std::nullopt;
        numbers.push_back(*number);
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return numbers;
}

// One option of the supervisor's own. False: not understood.
bool takeOption(SupervisorTask& task, const std::string& name, const std::string& value) {
    if (name == "--hand") {
        const auto numbers = wholeNumbers(value);
        task.handed = numbers.value_or(std::vector<int>{});
        return numbers.has_value();
    }
    if (name == "--mark" || name == "--descriptors") {
        const auto number = wholeNumber<std::uint64_t>(value);
        (name == "--mark" ? task.mark : task.descriptors) = number.value_or(0);
        return number.has_value();
    }
    const auto number = wholeNumber(value);
    if (name == "--control")
        task.control = number.value_or(-1);
    else if (name == "--cpu")
        task.cpu = number;
    else
        return false;
    return number.has_value();
}

void pinTo(int cpu) {
    cpu_set_t only;
    CPU_ZERO(&only);
    CPU_SET(static_cast<std::size_t>(cpu), &only);
    sched_setaffinity(0, sizeof only, &only);  // refused (a smaller machine, a cpuset): slower, not wrong
}

}  // namespace

Result<SupervisorTask> parseSupervisorTask(const std::vector<std::string>& arguments) {
    SupervisorTask task;
    std::size_t i = 0;
    for (; i + 1 < arguments.size() && arguments[i] != "--"; i += 2)
        if (!takeOption(task, arguments[i], arguments[i + 1]))
            return failure("heddle-supervisor: does not understand \"" + arguments[i] + " " +
                           arguments[i + 1] + "\"");
    if (i < arguments.size() && arguments[i] == "--")
        task.command.assign(arguments.begin() + static_cast<std::ptrdiff_t>(i) + 1, arguments.end());
    if (task.command.empty() || task.control < 0)
        return failure("heddle-supervisor is started by heddle: --control FD [--mark N] [--cpu N] "
                       "[--descriptors N] [--hand FD,FD] -- PROGRAM");
    return task;
}

std::vector<std::string> argumentsOf(const SupervisorTask& task) {
    std::vector<std::string> arguments{"--control", std::to_string(task.control), "--mark",
                                       std::to_string(task.mark)};
    if (task.cpu)
        arguments.insert(arguments.end(), {"--cpu", std::to_string(*task.cpu)});
    if (task.descriptors != 0)
        arguments.insert(arguments.end(), {"--descriptors", std::to_string(task.descriptors)});
    std::string handed;
    for (const int fd : task.handed)
        handed += (handed.empty() ? "" : ",") + std::to_string(fd);
    if (!handed.empty())
        arguments.insert(arguments.end(), {"--hand", handed});
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), task.command.begin(), task.command.end());
    return arguments;
}

Supervisor::Supervisor(SupervisorTask task) : m_task(std::move(task)), m_control(m_task.control) {
    fcntl(m_control.number(), F_SETFD, FD_CLOEXEC);
    // All signals: Ctrl+C reaches the whole foreground group, and this process must outlive the others.
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, nullptr);
    sigemptyset(&m_programMask);
    signal(SIGCHLD, SIG_DFL);  // an inherited SIG_IGN would reap behind our back
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    m_signals = FileDescriptor(signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK));
    prctl(PR_SET_CHILD_SUBREAPER, 1);
}

void Supervisor::run() {
    if (!launch())
        return;
    while (hasChildren()) {
        pollfd sources[] = {{m_control.number(), POLLIN, 0}, {m_signals.number(), POLLIN, 0}};
        if (m_endsAll)
            sources[0].fd = -1;
        // While all are being ended, what was not seen among the children, or refused to be killed, is asked
        // again.
        poll(sources, 2, m_endsAll ? 20 : -1);
        signalfd_siginfo ignored;
        while (read(m_signals.number(), &ignored, sizeof ignored) > 0) {
        }
        if (sources[0].revents != 0)
            obeyOrders();
        reportEnded();
        if (m_endsAll)
            killAll();
    }
    report({Report::Kind::allGone, 0, {}, 0, 0});
}

// The failure of execvp comes back through a pipe that a successful exec closes.
bool Supervisor::launch() {
    int ends[2] = {-1, -1};
    const bool isReady = m_signals.isOpen() && pipe2(ends, O_CLOEXEC) == 0;
    FileDescriptor from(ends[0]), to(ends[1]);
    const std::int32_t self = getpid();
    m_root = isReady ? fork() : -1;
    if (m_root == 0)
        becomeProgram(self, to.number());
    int errorCode = m_root < 0 ? errno : 0;
    to.close();
    if (m_root > 0 && read(from.number(), &errorCode, sizeof errorCode) > 0)
        reapChild(m_root);
    letGoOfHandedDescriptors();
    if (errorCode != 0)
        report({Report::Kind::startFailed, 0, {}, 0, errorCode});
    else
        report({Report::Kind::started, m_root, {}, 1, 0});
    return errorCode == 0;
}

void Supervisor::becomeProgram(std::int32_t supervisor, int failureTo) const {
    prctl(PR_SET_PDEATHSIG, SIGKILL);  // if Heddle and the supervisor are both killed, the root goes too
    if (getppid() != supervisor)
        _exit(1);  // it was killed before that took hold
    takeFamilyMark(m_task.mark);
    if (m_task.descriptors != 0)
        setDescriptorLimit(m_task.descriptors);
    if (m_task.cpu)
        pinTo(*m_task.cpu);
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    for (const int fd : m_task.handed)
        fcntl(fd, F_SETFD, 0);
    std::vector<char*> command;
    for (const std::string& word : m_task.command)
        command.push_back(const_cast<char*>(word.c_str()));
    command.push_back(nullptr);
    signal(SIGPIPE, SIG_DFL);  // a program expects it, whatever Heddle chose for itself
    sigprocmask(SIG_SETMASK, &m_programMask, nullptr);
    execvp(command[0], command.data());
    const int errorCode = errno;
    const ssize_t written = write(failureTo, &errorCode, sizeof errorCode);
    _exit(written == sizeof errorCode ? 127 : 126);
}

// Whoever reads the program's output or its attach socket must see the end of it when the program is gone,
// and not only when its supervisor is.
void Supervisor::letGoOfHandedDescriptors() {
    for (const int fd : m_task.handed)
        close(fd);
    const FileDescriptor nowhere(open("/dev/null", O_RDWR | O_CLOEXEC));
    for (int fd = 0; fd <= 2; ++fd)
        dup2(nowhere.number(), fd);
}

void Supervisor::obeyOrders() {
    Order order;
    for (;;) {
        const ssize_t got = recv(m_control.number(), &order, sizeof order, MSG_DONTWAIT);
        if (got < 0 && errno == EAGAIN)
            return;
        if (got != sizeof order || order.kind == Order::Kind::endAll) {  // 0 bytes: Heddle is gone
            m_endsAll = true;
            setpriority(PRIO_PROCESS, 0, -20);  // best effort: to be faster than what forks without end
            return;
        }
        if (order.kind == Order::Kind::kill)
            signalChild(order.pid, SIGKILL);
    }
}

// Told first and reaped second: whoever hears of it can still find the pid in /proc.
void Supervisor::reportEnded() {
    while (const auto child = nextEndedChild()) {
        report({Report::Kind::ended, child->pid, child->ending, child->pid == m_root ? 1U : 0U, 0});
        reapChild(child->pid);
    }
}

// All are stopped first: nobody may see another die, and tell of the broken pipe, before it dies itself.
void Supervisor::killAll() {
    signalAll(SIGSTOP);
    signalAll(SIGKILL);
}

// What the killed ones leave is adopted by this process, and killed in the next round. Their children are
// killed in this one: against a program that forks without end a round for each generation would be too slow.
void Supervisor::signalAll(int signal) {
    std::vector<std::int32_t> family = childrenOf(getpid());
    const std::size_t children = family.size();
    for (std::size_t i = 0; i < family.size(); ++i) {
        const std::vector<std::int32_t> next = childrenOf(family[i]);
        if (i < children)
            signalChild(family[i], signal);
        else
            signalMarked(family[i], m_task.mark, signal);
        family.insert(family.end(), next.begin(), next.end());
    }
}

void Supervisor::report(const Report& report) {
    send(m_control.number(), &report, sizeof report, MSG_NOSIGNAL);  // Heddle gone: nobody to tell
}

}  // namespace heddle
