// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ExportDialog.h"

#include "app/window/ExportWork.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>

#include <algorithm>
#include <chrono>
#include <utility>

namespace heddle {

namespace {

using namespace std::chrono_literals;
constexpr auto pause = 150ms, betweenLooks = 50ms;  // while one types; at the progress
constexpr int wholeProgress = 1000;

QString outcomeOf(const QString& path, const ExportReport& report) {
    QStringList files;
    for (const std::string& file : report.sources)
        files << QString::fromStdString(file);
    const QString wrote =
        files.isEmpty()
            ? ExportDialog::tr("wrote %1").arg(path)
            : ExportDialog::tr("wrote %1, with the source of %2").arg(path, files.join(QStringLiteral(", ")));
    if (report.warnings.empty())
        return wrote;
    const QString first = QString::fromStdString(report.warnings.front());
    const auto others = static_cast<int>(report.warnings.size()) - 1;
    return others == 0 ? ExportDialog::tr("%1; warning: %2").arg(wrote, first)
                       : ExportDialog::tr("%1; warning: %2, and %n more", nullptr, others).arg(wrote, first);
}

}  // namespace

ExportDialog::ExportDialog(Parts parts, QWidget* parent)
    : QDialog(parent), m(std::move(parts)), m_fields(new ExportFields(m.start, this)),
      m_sample(new QStackedWidget(this)), m_picture(new QLabel(this)), m_estimate(new QLabel(this)),
      m_objection(new QLabel(this)), m_outcome(new QLabel(this)), m_words(new QPlainTextEdit(this)),
      m_progress(new QProgressBar(this)), m_export(new QPushButton(tr("&Export…"), this)),
      m_cancel(new QPushButton(this)) {
    setWindowTitle(tr("Export"));
    setObjectName(QStringLiteral("export"));
    setAttribute(Qt::WA_DeleteOnClose);
    setUpSample();
    setUpSayings();
    place();
    m_sampling.setSingleShot(true);
    m_sampling.setInterval(pause);
    m_watching.setInterval(betweenLooks);
    connect(&m_sampling, &QTimer::timeout, this, &ExportDialog::sample);
    connect(&m_watching, &QTimer::timeout, this, &ExportDialog::showProgress);
    connect(m_fields, &ExportFields::changed, this, &ExportDialog::understand);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::askWhere);
    connect(m_cancel, &QPushButton::clicked, this, &ExportDialog::reject);
    setWriting(false);
    understand();
}

void ExportDialog::setUpSample() {
    m_picture->setObjectName(QStringLiteral("export.picture"));
    m_picture->setAccessibleName(tr("Preview"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_words->setObjectName(QStringLiteral("export.words"));
    m_words->setAccessibleName(tr("Preview"));
    m_words->setReadOnly(true);
    m_words->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_words->setProperty("role", "code");
    m_sample->setObjectName(QStringLiteral("exportSample"));
    m_sample->addWidget(m_picture);
    m_sample->addWidget(m_words);
    const int em = fontMetrics().height();
    m_fields->setFixedWidth(em * 21);
    m_sample->setMinimumSize(em * 36, em * 20);
}

void ExportDialog::setUpSayings() {
    m_estimate->setObjectName(QStringLiteral("export.estimate"));
    m_estimate->setProperty("role", "small");
    m_objection->setObjectName(QStringLiteral("export.objection"));
    m_objection->setProperty("role", "objection");
    m_objection->setWordWrap(true);
    m_outcome->setObjectName(QStringLiteral("export.outcome"));
    m_outcome->setWordWrap(true);
    m_progress->setObjectName(QStringLiteral("export.progress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_progress->setMaximum(wholeProgress);
    m_export->setObjectName(QStringLiteral("export.export"));
    m_export->setProperty("main", true);
    m_export->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("export.cancel"));
    m_cancel->setAutoDefault(false);
}

void ExportDialog::place() {
    auto* grid = new QGridLayout(this);
    grid->addWidget(m_fields, 0, 0);
    grid->addWidget(m_sample, 0, 1);
    grid->addWidget(m_estimate, 1, 1);
    grid->addWidget(m_objection, 2, 0, 1, 2);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(fontMetrics().height() / 2);
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_outcome, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_export);
    grid->addLayout(buttons, 3, 0, 1, 2);
    grid->setHorizontalSpacing(fontMetrics().height());
    grid->setColumnStretch(1, 1);
    grid->setRowStretch(0, 1);
}

void ExportDialog::object(const QString& sentence) {
    m_objection->setText(sentence);
    m_export->setEnabled(m_task.has_value() && sentence.isEmpty() && !m.writing.isBusy());
}

void ExportDialog::understand() {
    if (m.writing.isBusy())
        return;
    m_task.reset();
    sayOutcome({}, "small");
    ExportWishes wishes = m_fields->wishes();
    wishes.sourceFolders = m.sourceFolders;
    Result<ExportTask> task = exportTaskFrom(wishes);
    const Result<void> taken = task ? takeTrace(*task, m.trace, wishes.range) : tl::unexpected(task.error());
    if (!taken) {
        m.sampling.forget();
        m_estimate->clear();
        return object(inWindowWords(taken.error()));
    }
    for (const QString& file : m.files)
        task->files.emplace_back(file.toStdString());
    m_task = std::move(*task);
    object({});
    m_sampling.start();
}

void ExportDialog::sample() {
    if (!m_task || m.writing.isBusy())
        return;
    const double ratio = devicePixelRatioF();
    const QSize room = m_sample->currentWidget()->size() * ratio;
    const double instant = m_task->openAt                               ? static_cast<double>(*m_task->openAt)
                           : m_task->range && !m_task->range->isInSteps ? m.ns
                                                                        : m.step;
    m.sampling.begin([task = *m_task, room, instant, self = QPointer(this)](const std::stop_token& stop) {
        return [self, sample = sampleOf(task, room, instant, stop)] {
            if (self)
                self->showSample(sample);
        };
    });
}

void ExportDialog::showSample(const ExportSample& sample) {
    QPixmap pixmap = QPixmap::fromImage(sample.picture);
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_picture->setPixmap(pixmap);
    m_words->setPlainText(sample.words);
    m_sample->setCurrentWidget(sample.words.isEmpty() ? static_cast<QWidget*>(m_picture) : m_words);
    m_estimate->setText(sample.estimate);
    object(sample.objection);
}

void ExportDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    m_sampling.start();
}

void ExportDialog::askWhere() {
    const QString ending = QString::fromStdString(std::string(m_task->form.ending()));
    auto* dialog = new QFileDialog(this, tr("Export to"), *m.folder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);  // asks about a file that is there
    dialog->setNameFilters({QStringLiteral("*") + ending, tr("All files (*)")});
    dialog->setDefaultSuffix(ending.mid(1));
    dialog->selectFile(m.name + ending);
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::write);
    dialog->open();
}

void ExportDialog::write(const QString& path) {
    if (!m_task || m.writing.isBusy())
        return;
    *m.folder = QFileInfo(path).absolutePath();
    m_sampling.stop();
    m.sampling.forget();
    *m_done = 0;
    m.writing.begin(
        [task = *m_task, path, done = m_done, self = QPointer(this)](const std::stop_token& stop) {
            const auto count = [&done](std::int64_t some, std::int64_t all) {
                *done = static_cast<int>(wholeProgress * some / std::max<std::int64_t>(all, 1));
            };
            return [self, path, written = perform(task, path.toStdString(), stop, count)] {
                if (self)
                    self->tell(path, written);
            };
        });
    setWriting(true);
}

void ExportDialog::showProgress() {
    const int done = *m_done;
    m_progress->setMaximum(done > 0 ? wholeProgress : 0);  // 0: it goes on, nobody knows how far
    m_progress->setValue(done);
}

void ExportDialog::tell(const QString& path, const Result<ExportReport>& written) {
    setWriting(false);
    if (written)
        sayOutcome(outcomeOf(path, *written), "small");
    else
        sayOutcome(inWindowWords(written.error()), "objection");
    m_sampling.start();  // it had to make way
}

void ExportDialog::sayOutcome(const QString& sentence, const char* role) {
    m_outcome->setProperty("role", role);
    m_outcome->style()->polish(m_outcome);
    m_outcome->setText(sentence);
}

void ExportDialog::setWriting(bool isWriting) {
    m_fields->setEnabled(!isWriting);
    m_export->setEnabled(!isWriting && m_task);
    m_outcome->setVisible(!isWriting);
    m_progress->setVisible(isWriting);
    m_cancel->setText(isWriting ? tr("Cancel") : tr("Close"));
    if (isWriting)
        m_watching.start();
    else
        m_watching.stop();
    m_progress->setMaximum(0);
}

void ExportDialog::reject() {
    if (m.writing.isBusy())
        return m.writing.stop();
    m.sampling.forget();
    QDialog::reject();
}

}  // namespace heddle
