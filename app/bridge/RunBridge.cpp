// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/bridge/RunBridge.h"

#include <utility>

namespace heddle {

RunBridge::RunBridge(Launcher launcher, QObject* parent) : QObject(parent), m_launcher(std::move(launcher)) {}

RunBridge::~RunBridge() {
    m_thread.request_stop();
}

std::shared_ptr<const Trace> RunBridge::trace() const {
    return m_run ? m_run->trace() : nullptr;
}

RunStatus RunBridge::status() const {
    return m_run ? m_run->status() : RunStatus{};
}

void RunBridge::start(RunRequest request) {
    if (m_isBusy) {
        m_next = std::move(request);
        m_thread.request_stop();
        return;
    }
    launch(std::move(request));
}

void RunBridge::stop() {
    m_next.reset();
    m_thread.request_stop();
}

void RunBridge::give(const QByteArray& bytes) {
    if (m_isBusy)
        m_input->give({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

void RunBridge::endInput() {
    if (m_isBusy)
        m_input->end();
}

Result<void> RunBridge::let(WorkerId worker) {
    return m_run ? m_run->let(worker) : failure("nothing has run yet");
}

Result<void> RunBridge::letNext() {
    return m_run ? m_run->letNext() : failure("nothing has run yet");
}

Result<void> RunBridge::setChoosing(const Choosing& choosing, std::optional<double> operationsPerSecond) {
    return m_run ? m_run->setChoosing(choosing, operationsPerSecond) : failure("nothing has run yet");
}

Result<void> RunBridge::setBreakpoints(std::vector<Breakpoint> breakpoints) {
    return m_run ? m_run->setBreakpoints(std::move(breakpoints)) : failure("nothing has run yet");
}

void RunBridge::launch(RunRequest request) {
    m_isBusy = true;
    // Never the window's own: whoever started it from a terminal does not type there.
    request.input = m_input = std::make_shared<ProgramInput>();
    m_thread = std::jthread([this, request = std::move(request)](const std::stop_token& stopping) mutable {
        Result<std::unique_ptr<Run>> launched = m_launcher(std::move(request));
        if (!launched) {
            const QString sentence = QString::fromStdString(launched.error().sentence);
            QMetaObject::invokeMethod(
                this, [this, sentence] { onDone(sentence); }, Qt::QueuedConnection);
            return;
        }
        const std::shared_ptr<Run> run = std::move(*launched);
        QMetaObject::invokeMethod(
            this, [this, run] { onStarted(run); }, Qt::QueuedConnection);
        // Registered after the launch, so a stop asked for earlier is heard here at once.
        const std::stop_callback stopRun(stopping, [&run] { run->stop(); });
        run->wait();
        QMetaObject::invokeMethod(
            this, [this] { onDone({}); }, Qt::QueuedConnection);
    });
}

void RunBridge::onStarted(std::shared_ptr<Run> run) {
    m_run = std::move(run);
    emit runStarted();
}

void RunBridge::onDone(const QString& refusal) {
    m_thread.join();
    m_isBusy = false;
    if (refusal.isEmpty())
        emit runEnded();
    else
        emit runRefused(refusal);
    if (m_next && !m_isBusy)
        launch(*std::exchange(m_next, std::nullopt));
}

}  // namespace heddle
